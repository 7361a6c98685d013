export const LANGUAGES = ["en", "ru", "tk"] as const;
export type Language = (typeof LANGUAGES)[number];
export const NAMES: Record<Language, string> = { en: "English", ru: "Русский", tk: "Türkmen" };
export type Words = string | { one: string; few?: string; many?: string; other: string };

/** What the page of a mailed link says. All three languages travel with it: they are small, and switching needs no line. */
export const strings = {
  network: { en: "Network on Migration", ru: "Сеть по миграции", tk: "Migrasiýa ulgamy" },
  languages: { en: "Language", ru: "Язык", tk: "Dil" },
  loading: { en: "Opening…", ru: "Открывается…", tk: "Açylýar…" },
  round: { en: "round {number}", ru: "раунд {number}", tk: "{number}-nji tapgyr" },
  read: {
    en: { one: "Read the text, {count} paragraph", other: "Read the text, {count} paragraphs" },
    ru: {
      one: "Прочитать текст, {count} абзац",
      few: "Прочитать текст, {count} абзаца",
      many: "Прочитать текст, {count} абзацев",
      other: "Прочитать текст, {count} абзаца",
    },
    tk: { one: "Teksti okamak, {count} bent", other: "Teksti okamak, {count} bent" },
  },
  marked: {
    en: "What changed since round {number} is marked.",
    ru: "Изменения после раунда {number} отмечены.",
    tk: "{number} belgili tapgyrdan soňky üýtgetmeler bellenen.",
  },
  clean: { en: "Clean text", ru: "Чистый текст", tk: "Arassa tekst" },
  changes: { en: "Changes", ru: "Изменения", tk: "Üýtgetmeler" },
  textLanguages: { en: "Languages of the text", ru: "Языки текста", tk: "Tekstiň dilleri" },
  authoritative: { en: "authoritative", ru: "аутентичный", tk: "esasy" },
  added: { en: "added", ru: "добавлено", tk: "goşuldy" },
  removed: { en: "removed", ru: "удалено", tk: "aýryldy" },
  until: {
    en: "Answer by {at} ({place}).",
    ru: "Ответ нужен до срока: {at} ({place}).",
    tk: "Jogabyň möhleti: {at} ({place}).",
  },
  here: { en: "Where you are: {at}.", ru: "По вашему времени: {at}.", tk: "Siziň wagtyňyz boýunça: {at}." },
  days: {
    en: { one: "{count} day left.", other: "{count} days left." },
    ru: {
      one: "Остался {count} день.",
      few: "Осталось {count} дня.",
      many: "Осталось {count} дней.",
      other: "Осталось {count} дня.",
    },
    tk: { one: "{count} gün galdy.", other: "{count} gün galdy." },
  },
  hours: {
    en: { one: "{count} hour left.", other: "{count} hours left." },
    ru: {
      one: "Остался {count} час.",
      few: "Осталось {count} часа.",
      many: "Осталось {count} часов.",
      other: "Осталось {count} часа.",
    },
    tk: { one: "{count} sagat galdy.", other: "{count} sagat galdy." },
  },
  minutes: {
    en: { one: "{count} minute left.", other: "{count} minutes left." },
    ru: {
      one: "Осталась {count} минута.",
      few: "Осталось {count} минуты.",
      many: "Осталось {count} минут.",
      other: "Осталось {count} минуты.",
    },
    tk: { one: "{count} minut galdy.", other: "{count} minut galdy." },
  },
  speaks: {
    en: "You answer for {organisation}. Its position:",
    ru: "Вы отвечаете от имени {organisation}. Позиция:",
    tk: "Siz {organisation} adyndan jogap berýärsiňiz. Garaýşy:",
  },
  as: {
    en: "{organisation}, {person}",
    ru: "{organisation}, {person}",
    tk: "{organisation}, {person}",
  },
  current: {
    en: "Answered already: {value}, {at}. What you record now takes its place.",
    ru: "Ответ уже дан: {value}, {at}. Новая запись заменит его.",
    tk: "Jogap eýýäm berildi: {value}, {at}. Täze ýazgy onuň ornuny tutar.",
  },
  onBehalf: {
    en: "Recorded for you by the secretariat: {value}, {at}. Record it again to confirm it, or change it.",
    ru: "Зафиксировано секретариатом от вашего имени: {value}, {at}. Запишите ещё раз, чтобы подтвердить, или измените.",
    tk: "Sekretariat siziň adyňyzdan belledi: {value}, {at}. Tassyklamak üçin ýene bir gezek ýazyň ýa-da üýtgediň.",
  },
  say_support: { en: "We agree with the text", ru: "Согласны с текстом", tk: "Tekst bilen ylalaşýarys" },
  say_no_objection: {
    en: "We do not stand in its way",
    ru: "Не препятствуем принятию",
    tk: "Kabul edilmegine päsgel bermeýäris",
  },
  say_reservation: {
    en: "We do not stand in its way; our reservation stays on record",
    ru: "Не препятствуем; оговорка сохранится",
    tk: "Päsgel bermeýäris; bellik hasaba alynýar",
  },
  say_ad_referendum: {
    en: "We give our position by a date that we name",
    ru: "Сообщим позицию до названного срока",
    tk: "Garaýşymyzy bellenen güne çenli aýdarys",
  },
  say_objection: {
    en: "We say why, and what would resolve it",
    ru: "Потребуется причина и что её снимет",
    tk: "Sebäbini we çözgüdini ýazmak gerek",
  },
  say_disassociate: {
    en: "We are not part of a passage that we name",
    ru: "Не присоединяемся к части, которую называем",
    tk: "Görkezen bölegimize goşulmaýarys",
  },
  say_recused: {
    en: "We take no part in this question",
    ru: "Не участвуем в этом вопросе",
    tk: "Bu meselä gatnaşmaýarys",
  },
  text_reservation: { en: "Your reservation", ru: "Ваша оговорка", tk: "Siziň belligiňiz" },
  text_disassociate: {
    en: "From which part, and why",
    ru: "От какой части и почему",
    tk: "Haýsy bölege we näme üçin",
  },
  text_objection: { en: "Your reason", ru: "Причина", tk: "Sebäbi" },
  would_resolve: { en: "What would resolve it", ru: "Что сняло бы возражение", tk: "Ony näme çözerdi" },
  ad_referendum_until: {
    en: "Until when ({place})",
    ru: "До какого времени ({place})",
    tk: "Haçana çenli ({place})",
  },
  beforeDeadline: {
    en: "An answer is still needed before the deadline; without it the round does not pass.",
    ru: "Ответ нужен до срока раунда; без него раунд не состоится.",
    tk: "Jogap tapgyryň möhletine çenli gerek; onsuz tapgyr geçmeýär.",
  },
  needed: { en: "This answer needs it.", ru: "Для этого ответа это нужно.", tk: "Bu jogap üçin bu gerek." },
  choose: { en: "Choose an answer.", ru: "Выберите ответ.", tk: "Jogaby saýlaň." },
  other: { en: "Other answer", ru: "Другой ответ", tk: "Başga jogap" },
  nothing: {
    en: "Opening this page changes nothing. The position can be changed until the round closes.",
    ru: "Открытие этой страницы ничего не меняет. Позицию можно изменить, пока раунд не закрыт.",
    tk: "Bu sahypany açmak hiç zady üýtgetmeýär. Tapgyr ýapylýança jogaby üýtgedip bolýar.",
  },
  record: { en: "Record: {value}", ru: "Записать: {value}", tk: "Ýazmak: {value}" },
  recordWhat: { en: "Record the position", ru: "Записать позицию", tk: "Garaýşy ýazmak" },
  recording: { en: "Recording…", ru: "Записывается…", tk: "Ýazylýar…" },
  lost: {
    en: "The line is down. What you wrote is kept here. Try again: it is recorded once at most.",
    ru: "Нет связи. Введённое сохранено здесь. Повторите: ответ будет записан не более одного раза.",
    tk: "Aragatnaşyk ýok. Ýazanlaryňyz şu ýerde saklandy. Gaýtalaň: jogap köp bolsa bir gezek ýazylar.",
  },
  notOpened: {
    en: "The line is down. This page changes nothing until you record an answer.",
    ru: "Нет связи. Пока вы не запишете ответ, ничего не изменится.",
    tk: "Aragatnaşyk ýok. Jogaby ýazýançaňyz hiç zat üýtgemez.",
  },
  again: { en: "Try again", ru: "Повторить", tk: "Gaýtalamak" },
  back: { en: "The line is back.", ru: "Связь восстановлена.", tk: "Aragatnaşyk dikeldildi." },
  recorded: { en: "Recorded", ru: "Записано", tk: "Ýazyldy" },
  recordedAt: {
    en: "Recorded on {at} ({place}) by the server's clock.",
    ru: "Записано {at} ({place}) по часам сервера.",
    tk: "Serweriň sagady boýunça ýazyldy: {at} ({place}).",
  },
  change: {
    en: "It can be changed until {at} ({place}), after signing in. This link is used up.",
    ru: "До срока ({at}, {place}) ответ можно изменить, войдя в систему. Эта ссылка больше не действует.",
    tk: "Möhlete çenli ({at}, {place}) ulgama girip, jogaby üýtgedip bolýar. Bu salgy indi işlemeýär.",
  },
  copy: {
    en: "A copy is on its way to your mailbox.",
    ru: "Копия отправлена на вашу почту.",
    tk: "Nusgasy poçtaňyza iberildi.",
  },
  signIn: { en: "Sign in and go on", ru: "Войти и продолжить", tk: "Girip dowam etmek" },
  write: { en: "Write to the secretariat", ru: "Написать секретариату", tk: "Sekretariata ýazmak" },
  print: { en: "Print", ru: "Напечатать", tk: "Çap etmek" },
  unknown: { en: "This link is not known", ru: "Ссылка неизвестна", tk: "Salgy näbelli" },
  unknownWhy: {
    en: "It may have been cut off in the mail. Open it from the mail again, or sign in.",
    ru: "Возможно, она обрезана в письме. Откройте её из письма ещё раз или войдите в систему.",
    tk: "Ol hatda kesilen bolmagy mümkin. Ony hatdan ýene bir gezek açyň ýa-da ulgama giriň.",
  },
  kept: {
    en: "What you wrote is kept here:",
    ru: "Введённое сохранено здесь:",
    tk: "Ýazanlaryňyz şu ýerde saklandy:",
  },
  request: { en: "Request {id}", ru: "Запрос {id}", tk: "Talap {id}" },
  wait: {
    en: "Too many requests. Try again in {count} s.",
    ru: "Слишком много запросов. Повторите через {count} с.",
    tk: "Talap köp. {count} s-den gaýtalaň.",
  },
} as const satisfies Record<string, Record<Language, Words>>;

export type Key = keyof typeof strings;

/** CLDR's cardinal categories. Chromium knows no Turkmen, whose rule is: one for 1, other for the rest. */
function category(count: number, spoken: Language): "one" | "few" | "many" | "other" {
  if (spoken === "tk") return count === 1 ? "one" : "other";
  return new Intl.PluralRules(spoken).select(count) as "one" | "few" | "many" | "other";
}

export function say(key: Key, spoken: Language, facts: Record<string, unknown> = {}): string {
  return filled(strings[key][spoken], spoken, facts);
}

/** A sentence with its facts, in the form that their count asks for. */
export function filled(found: Words, spoken: Language, facts: Record<string, unknown>): string {
  const text = typeof found === "string" ? found : (found[category(Number(facts.count), spoken)] ?? found.other);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}
