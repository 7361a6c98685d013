import type { Language } from "./strings";
import { filled, type Words } from "./strings";

/** What the page of an invitation's link says, beside what every mailed link says. */
export const strings = {
  where: { en: "Place", ru: "Место", tk: "Ýeri" },
  join: { en: "Join by link", ru: "Подключиться по ссылке", tk: "Salgy arkaly goşulmak" },
  agenda: {
    en: { one: "Agenda, {count} item", other: "Agenda, {count} items" },
    ru: {
      one: "Повестка дня, {count} пункт",
      few: "Повестка дня, {count} пункта",
      many: "Повестка дня, {count} пунктов",
      other: "Повестка дня, {count} пункта",
    },
    tk: { one: "Gün tertibi, {count} bent", other: "Gün tertibi, {count} bent" },
  },
  minutes: { en: "{count} min", ru: "{count} мин", tk: "{count} min" },
  own: { en: "for you", ru: "для вас", tk: "siziň üçin" },
  speaks: {
    en: "You answer for {organisation}. Will it attend?",
    ru: "Вы отвечаете от имени {organisation}. Участвуете?",
    tk: "Siz {organisation} adyndan jogap berýärsiňiz. Gatnaşarsyňyzmy?",
  },
  guest: { en: "Will you attend?", ru: "Вы участвуете?", tk: "Siz gatnaşarsyňyzmy?" },
  how: { en: "How", ru: "Как", tk: "Nähili" },
  who: { en: "Who will come", ru: "Кто будет участвовать", tk: "Kim gatnaşar" },
  name: { en: "Name", ru: "Имя", tk: "Ady" },
  howOf: { en: "How {name} will attend", ru: "Как участвует {name}", tk: "{name} nähili gatnaşar" },
  add: { en: "Add a person", ru: "Добавить участника", tk: "Adam goşmak" },
  remove: { en: "Remove {name}", ru: "Убрать: {name}", tk: "Aýyrmak: {name}" },
  person: { en: "person {number}", ru: "участник {number}", tk: "{number}-nji adam" },
  nothing: {
    en: "Opening this page changes nothing. The answer can be changed here until the meeting begins.",
    ru: "Открытие этой страницы ничего не меняет. Ответ можно изменить здесь до начала заседания.",
    tk: "Bu sahypany açmak hiç zady üýtgetmeýär. Jogaby mejlis başlanýança şu ýerde üýtgedip bolýar.",
  },
  recordWhat: { en: "Record the answer", ru: "Записать ответ", tk: "Jogaby ýazmak" },
  current: {
    en: "Answered already: {value}, {at}. What you record now takes its place.",
    ru: "Ответ уже дан: {value}, {at}. Новая запись заменит его.",
    tk: "Jogap eýýäm berildi: {value}, {at}. Täze ýazgy onuň ornuny tutar.",
  },
  onBehalf: {
    en: "Recorded for you by the secretariat: {value}, {at}. You can change it.",
    ru: "Зафиксировано секретариатом от вашего имени: {value}, {at}. Ответ можно изменить.",
    tk: "Sekretariat siziň adyňyzdan belledi: {value}, {at}. Jogaby üýtgedip bilersiňiz.",
  },
  stale: {
    en: "Meanwhile somebody else answered for you. What stands now is shown; record again to change it.",
    ru: "Тем временем за вас ответил кто-то другой. Показан текущий ответ; запишите еще раз, чтобы изменить его.",
    tk: "Şol wagtda başga biri siziň adyňyzdan jogap berdi. Häzirki jogap görkezildi; üýtgetmek üçin ýene bir gezek ýazyň.",
  },
  until: {
    en: "It can be changed by the same link until {at} ({place}).",
    ru: "Ответ можно изменить по этой же ссылке до {at} ({place}).",
    tk: "Jogaby şu salgy arkaly {at} ({place}) çenli üýtgedip bolýar.",
  },
  change: { en: "Change the answer", ru: "Изменить ответ", tk: "Jogaby üýtgetmek" },
} as const satisfies Record<string, Record<Language, Words>>;

export const tell = (key: keyof typeof strings, spoken: Language, facts: Record<string, unknown> = {}): string =>
  filled(strings[key][spoken], spoken, facts);
