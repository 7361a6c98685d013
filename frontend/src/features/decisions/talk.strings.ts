/** What is said about a text: remarks, suggestions, explanations of position. */
export const talk = {
  remarks: { en: "Remarks", ru: "Замечания", tk: "Teswirler" },
  noRemarks: {
    en: "No remarks on this round.",
    ru: "По этому раунду замечаний нет.",
    tk: "Bu tapgyr boýunça teswir ýok.",
  },
  remark: { en: "Remark", ru: "Замечание", tk: "Teswir" },
  addRemark: { en: "Add a remark", ru: "Добавить замечание", tk: "Teswir goşmak" },
  addWhole: {
    en: "Remark on the whole text",
    ru: "Замечание ко всему тексту",
    tk: "Tutuş tekste teswir",
  },
  remarkHelp: {
    en: "All who read this decision see it. It never weighs on the outcome.",
    ru: "Видно всем, кто читает решение. На итог не влияет.",
    tk: "Karary okaýanlaryň hemmesi görýär. Netijä täsir etmeýär.",
  },
  reply: { en: "Reply", ru: "Ответить", tk: "Jogap ýazmak" },
  replyTo: { en: "Reply to {organisation}", ru: "Ответ: {organisation}", tk: "Jogap: {organisation}" },
  takeBack: { en: "Take back", ru: "Отозвать", tk: "Yzyna almak" },
  takenBack: { en: "Taken back on {at}.", ru: "Отозвано {at}.", tk: "Yzyna alyndy: {at}." },
  onParagraph: { en: "on paragraph {number}", ru: "к абзацу {number}", tk: "{number}-nji abzasa" },
  onGone: {
    en: "on a paragraph that is no longer there",
    ru: "к абзацу, которого больше нет",
    tk: "indi ýok abzasa",
  },
  onWhole: { en: "on the whole text", ru: "ко всему тексту", tk: "tutuş tekste" },
  inRound: { en: "round {number}", ru: "раунд {number}", tk: "{number}-nji tapgyr" },
  paragraph: { en: "Paragraph {number}", ru: "Абзац {number}", tk: "{number}-nji abzas" },
  besideNone: {
    en: "Paragraph {number}: say something about it",
    ru: "Абзац {number}: высказаться",
    tk: "{number}-nji abzas: pikir aýtmak",
  },
  besideSome: {
    en: "Paragraph {number}: remarks {remarks}, open suggestions {suggestions}",
    ru: "Абзац {number}: замечаний {remarks}, открытых предложений {suggestions}",
    tk: "{number}-nji abzas: teswirler {remarks}, açyk teklipler {suggestions}",
  },
  inNameOf: { en: "In the name of", ru: "От имени", tk: "Kimiň adyndan" },

  suggestions: { en: "Suggestions", ru: "Предложения к тексту", tk: "Tekste teklipler" },
  suggest: { en: "Suggest other words", ru: "Предложить другую редакцию", tk: "Başga sözleri teklip etmek" },
  suggested: { en: "suggests", ru: "предлагает", tk: "teklip edýär" },
  asItShould: { en: "As it should read", ru: "Как должно быть", tk: "Nähili bolmaly" },
  leaveOut: {
    en: "Leave it empty to suggest that the paragraph goes.",
    ru: "Оставьте пустым, чтобы предложить исключить абзац.",
    tk: "Abzasy aýyrmagy teklip etmek üçin boş goýuň.",
  },
  inAuthoritative: {
    en: "Words are suggested for the authoritative text ({language}).",
    ru: "Изменения предлагаются к аутентичному тексту ({language}).",
    tk: "Teklipler esasy tekste ({language}) berilýär.",
  },
  preview: { en: "What would change", ru: "Что изменится", tk: "Näme üýtgär" },
  why: { en: "Reason", ru: "Причина", tk: "Sebäbi" },
  answer: { en: "Answer", ru: "Ответ", tk: "Jogap" },
  changedSince: {
    en: "The paragraph reads otherwise now.",
    ru: "Абзац с тех пор изменился.",
    tk: "Abzas şondan bäri üýtgedi.",
  },
  gone: { en: "The paragraph goes.", ru: "Абзац исключается.", tk: "Abzas aýrylýar." },

  explanations: {
    en: "Explanations of position",
    ru: "Разъяснения позиций",
    tk: "Garaýyşlaryň düşündirilişi",
  },
  noExplanations: {
    en: "No organisation has explained its position.",
    ru: "Ни одна организация не разъяснила позицию.",
    tk: "Hiç bir gurama garaýşyny düşündirmedi.",
  },
  explain: {
    en: "Explain the position of {organisation}",
    ru: "Разъяснить позицию {organisation}",
    tk: "{organisation} garaýşyny düşündirmek",
  },
  explanation: { en: "Explanation", ru: "Разъяснение", tk: "Düşündiriş" },
  explanationHelp: {
    en: "It stands with the decision for ever and cannot be edited. Nothing of the outcome changes.",
    ru: "Остаётся при решении навсегда, изменить нельзя. Итог не меняется.",
    tk: "Karar bilen hemişelik galýar, üýtgedip bolmaýar. Netije üýtgemeýär.",
  },
  writtenIn: { en: "Language", ru: "Язык", tk: "Dili" },
} as const;
