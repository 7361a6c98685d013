/** What the first page says. */
export const strings = {
  intro: {
    en: "The coordination platform of the UN Networks on Migration",
    ru: "Координационная платформа сетей ООН по миграции",
    tk: "BMG-niň Migrasiýa boýunça torlarynyň utgaşdyryş platformasy",
  },
  code: { en: "One-time code", ru: "Одноразовый код", tk: "Bir gezeklik kod" },
  codeHelp: {
    en: "From your authenticator, or a recovery code",
    ru: "Из приложения или резервный код",
    tk: "Programmadan ýa-da ätiýaçlyk kody",
  },
  forgot: { en: "Set a new password", ru: "Задать новый пароль", tk: "Täze parol goýmak" },
  demoPeople: { en: "Who can sign in to the demo", ru: "Кто может войти в демо", tk: "Demo kim girip biler" },
  demoPassword: {
    en: "One password for all: {password}",
    ru: "Один пароль для всех: {password}",
    tk: "Hemmeler üçin bir parol: {password}",
  },
} as const;
