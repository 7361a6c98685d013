// Before the first paint: the theme and the language chosen last; the words of that language are fetched at once.
(function () {
  var root = document.documentElement;
  var files = document.currentScript.dataset;
  var kept = function (name) {
    try {
      return localStorage.getItem("unmn." + name);
    } catch (_) {
      return null;
    }
  };
  var theme = kept("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (navigator.connection && navigator.connection.saveData) root.dataset.save = "yes";
  var asked = new URLSearchParams(location.search).get("lang");
  var language = asked || kept("language") || navigator.language.slice(0, 2);
  root.lang = language === "ru" || language === "tk" ? language : "en";
  if (files[root.lang]) {
    var link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = files[root.lang];
    document.head.append(link);
  }
})();
