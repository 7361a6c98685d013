export const agreed = {
  by: { en: "Agreed by", ru: "Согласовано:", tk: "Ylalaşan karar:" },
  byWhich: { en: "Agreed by decision", ru: "Каким решением согласовано", tk: "Haýsy karar bilen ylalaşyldy" },
  adopted: { en: "adopted {day}", ru: "принято {day}", tk: "kabul edilen güni {day}" },
  since: { en: "so since {day}", ru: "действует с {day}", tk: "{day} bäri hereket edýär" },
  without: {
    en: "Set without a decision, so since {day}",
    ru: "Установлено без решения, действует с {day}",
    tk: "Karar bolmazdan bellenildi, {day} bäri hereket edýär",
  },
  standard: {
    en: "The default, as at the founding. The network may agree another by a decision on procedure.",
    ru: "По умолчанию, как при создании. Сеть может договориться об ином решением о порядке работы.",
    tk: "Deslapky görnüş, döredilendäki ýaly. Tor başgasyny iş tertibi baradaky karar bilen ylalaşyp biler.",
  },
  none: { en: "no decision named", ru: "решение не указано", tk: "karar görkezilmedi" },
  needed: {
    en: "An urgent period is only what the network agreed beforehand: name the decision.",
    ru: "Срочный порядок действует, только если о нём договорились заранее: укажите решение.",
    tk: "Gyssagly möhlet diňe öňünden ylalaşylan möhletdir: karary görkeziň.",
  },
} as const;
