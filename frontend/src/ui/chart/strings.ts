export const strings = {
  table: { en: "Table", ru: "Таблица", tk: "Tablisa" },
  picture: { en: "Chart", ru: "График", tk: "Diagramma" },
  asSvg: { en: "Chart as SVG", ru: "График в SVG", tk: "Diagramma SVG görnüşinde" },
  asCsv: { en: "Data as CSV", ru: "Данные в CSV", tk: "Maglumat CSV görnüşinde" },
  download: { en: "Download", ru: "Скачать", tk: "Ýüklemek" },
  noValue: { en: "no value", ru: "нет данных", tk: "maglumat ýok" },
  keys: {
    en: "Arrow keys go through the points; T shows the table.",
    ru: "Стрелки ведут по точкам; T показывает таблицу.",
    tk: "Peýkamlar nokatlardan geçirýär; T tablisany görkezýär.",
  },
  hidden: {
    en: "Every number here is hidden: there is nothing to draw.",
    ru: "Все числа здесь скрыты: рисовать нечего.",
    tk: "Bu ýerdäki ähli sanlar gizlin: çyzara zat ýok.",
  },
  empty: {
    en: "No value to draw yet.",
    ru: "Значений для графика пока нет.",
    tk: "Çyzmak üçin entek maglumat ýok.",
  },
} as const;
