export const evidence = {
  files: {
    en: { one: "{count} file", other: "{count} files" },
    ru: { one: "{count} файл", few: "{count} файла", many: "{count} файлов", other: "{count} файла" },
    tk: { one: "{count} faýl", other: "{count} faýl" },
  },
  shown: {
    en: "Files that show what was answered on behalf of {organisation}",
    ru: "Файлы, подтверждающие ответ от имени {organisation}",
    tk: "{organisation} adyndan berlen jogaby tassyklaýan faýllar",
  },
  choose: { en: "File that shows it", ru: "Подтверждающий файл", tk: "Tassyklaýan faýl" },
  chooseHelp: {
    en: "The mail itself, or a note of the call. Members can open it; it is named in the record.",
    ru: "Само письмо или запись разговора. Члены могут его открыть; он указан в протоколе решения.",
    tk: "Hatyň özi ýa-da gürrüňiň ýazgysy. Agzalar ony açyp biler; ol kararyň ýazgysynda görkezilýär.",
  },
  add: { en: "Add a file", ru: "Добавить файл", tk: "Faýl goşmak" },
  addFor: { en: "for {organisation}", ru: "для {organisation}", tk: "{organisation} üçin" },
  remove: { en: "Remove", ru: "Убрать", tk: "Aýyrmak" },
  removeSure: {
    en: "“{name}” is taken away from the answer for {organisation}. That it was there stays in the journal.",
    ru: "Файл «{name}» будет убран из ответа от имени {organisation}. В журнале останется запись о нём.",
    tk: "«{name}» faýly {organisation} adyndan berlen jogapdan aýrylýar. Onuň bolandygy žurnalda galýar.",
  },
  earlier: { en: "of an earlier answer", ru: "к более раннему ответу", tk: "öňki jogaba degişli" },
  unsent: {
    en: "The answer is recorded. The file was not taken: {why}",
    ru: "Ответ записан. Файл не принят: {why}",
    tk: "Jogap ýazyldy. Faýl kabul edilmedi: {why}",
  },
} as const;
