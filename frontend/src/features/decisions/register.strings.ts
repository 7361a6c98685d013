/** The register of decisions. */
export const register = {
  narrow: { en: "Narrow the register", ru: "Отбор в реестре", tk: "Sanawy süzmek" },
  words: { en: "Words or number", ru: "Слова или номер", tk: "Sözler ýa-da belgi" },
  year: { en: "Year", ru: "Год", tk: "Ýyl" },
  further: { en: "More filters", ru: "Другие условия", tk: "Beýleki şertler" },
  objective: { en: "Objective", ru: "Цель", tk: "Maksat" },
  from_on: { en: "From", ru: "С", tk: "Başy" },
  until_on: { en: "Until", ru: "По", tk: "Soňy" },
  standing: { en: "In force or ended", ru: "Действие", tk: "Güýji" },
  inForce: { en: "not superseded or rescinded", ru: "не заменено и не отменено", tk: "çalşylmadyk we ýatyrylmadyk" },
  ended: { en: "superseded or rescinded", ru: "заменено или отменено", tk: "çalşylan ýa-da ýatyrylan" },
  export: { en: "Export", ru: "Экспортировать", tk: "Eksport etmek" },
  xlsx: { en: "Excel (XLSX)", ru: "Excel (XLSX)", tk: "Excel (XLSX)" },
  csv: { en: "Table (CSV)", ru: "Таблица (CSV)", tk: "Tablisa (CSV)" },
  pdf: { en: "Register with hashes (PDF)", ru: "Реестр с хешами (PDF)", tk: "Heşli sanaw (PDF)" },
  waitsForYou: { en: "waits for your organisation", ru: "ждёт вашу организацию", tk: "guramaňyza garaşýar" },
} as const;
