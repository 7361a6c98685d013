// Before the first paint: the theme and language the person chose last.
(function () {
  var root = document.documentElement;
  var theme = localStorage.getItem("unmn.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  var asked = new URLSearchParams(location.search).get("lang");
  var language = asked || localStorage.getItem("unmn.language") || navigator.language.slice(0, 2);
  root.lang = language === "ru" || language === "tk" ? language : "en";
})();
