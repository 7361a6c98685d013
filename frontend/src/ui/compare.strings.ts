export const strings = {
  version: { en: "Version {number}", ru: "Версия {number}", tk: "{number}-nji nusga" },
  from: { en: "From", ru: "От", tk: "Şundan" },
  to: { en: "to", ru: "до", tk: "şuňa" },
  oneText: { en: "In one text", ru: "В одном тексте", tk: "Bir tekstde" },
  sideBySide: { en: "Side by side", ru: "Рядом", tk: "Ýanaşyk" },
  howCompared: { en: "How they are compared", ru: "Способ сравнения", tk: "Deňeşdirmegiň görnüşi" },
  compare: { en: "Compare", ru: "Сравнение", tk: "Deňeşdirmek" },
  noDifference: { en: "Both say the same.", ru: "Тексты совпадают.", tk: "Ikisi hem deň." },
} as const;
