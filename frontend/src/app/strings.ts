export const strings = {
  keys: { en: "Keys", ru: "Клавиши", tk: "Klawişler" },
  keysRows: {
    en: "next and previous in a list",
    ru: "следующая и предыдущая строка списка",
    tk: "sanawyň indiki we öňki setiri",
  },
  keysAnswer: {
    en: "record my organisation's position",
    ru: "записать позицию моей организации",
    tk: "guramamyň garaýşyny ýazmak",
  },
  keysDiff: { en: "changes or clean text", ru: "изменения или чистый текст", tk: "üýtgetmeler ýa-da arassa tekst" },
  keysNext: {
    en: "previous and next round, objective or language",
    ru: "предыдущий и следующий раунд, цель или язык",
    tk: "öňki we indiki tapgyr, maksat ýa-da dil",
  },
  keysNew: { en: "something new on this page", ru: "создать на этой странице", tk: "bu sahypada täze döretmek" },
  keysSession: {
    en: "in a session: next item, outcome, action point, move on, attendance",
    ru: "на заседании: следующий пункт, итог, действие, перенос, участие",
    tk: "mejlisde: indiki bent, jemi, iş, geçirmek, gatnaşanlar",
  },
  keysOrder: {
    en: "move an agenda item",
    ru: "переместить пункт повестки",
    tk: "gün tertibiniň bendini süýşürmek",
  },
  keysOff: {
    en: "Single keys can be switched off in My account.",
    ru: "Одиночные клавиши можно отключить в учётной записи.",
    tk: "Ýeke klawişleri hasabyňyzda öçürip bolýar.",
  },
  again: {
    en: "You have been signed out. Sign in again; what you typed is kept.",
    ru: "Сеанс завершён. Войдите снова; введённое сохранено.",
    tk: "Siziň seansyňyz gutardy. Täzeden giriň; ýazanyňyz saklandy.",
  },
} as const;
