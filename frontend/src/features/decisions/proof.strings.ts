/** The proof of consultation, and the papers of a decision. */
export const proof = {
  noRound: {
    en: "No round was opened: nobody has been asked yet.",
    ru: "Раунд не открывался: никого ещё не спрашивали.",
    tk: "Tapgyr açylmady: entek hiç kimden soralmady.",
  },
  opened: {
    en: "{procedure}, opened on {at},",
    ru: "{procedure}; открыто: {at},",
    tk: "{procedure}; açyldy: {at},",
  },
  closesOn: { en: "closing on {at} ({place}).", ru: "закрывается: {at} ({place}).", tk: "ýapylýar: {at} ({place})." },
  closedOn: { en: "closed on {at} ({place}).", ru: "закрыто: {at} ({place}).", tk: "ýapyldy: {at} ({place})." },
  roll: {
    en: { one: "The roll holds {count} organisation.", other: "The roll holds {count} organisations." },
    ru: {
      one: "В перечне {count} организация.",
      few: "В перечне {count} организации.",
      many: "В перечне {count} организаций.",
      other: "В перечне {count} организации.",
    },
    tk: { one: "Sanawda {count} gurama bar.", other: "Sanawda {count} gurama bar." },
  },
  stateOn: { en: "State on {at}: {state}.", ru: "Состояние на {at}: {state}.", tk: "{at} ýagdaýy: {state}." },
  sent: { en: "Notice sent", ru: "Уведомление отправлено", tk: "Habarnama iberildi" },
  seen: { en: "Opened", ru: "Просмотрено", tk: "Görüldi" },
  returned: { en: "returned", ru: "возвращено", tk: "yzyna gaýtdy" },
  byHandShort: { en: "by hand", ru: "лично", tk: "elden" },
  noNotice: { en: "No notice was sent.", ru: "Уведомление не отправлялось.", tk: "Habarnama iberilmedi." },
  noticesOf: {
    en: "Notices to {organisation}",
    ru: "Уведомления: {organisation}",
    tk: "Habarnamalar: {organisation}",
  },
  reminder: { en: "reminder", ru: "напоминание", tk: "ýatlatma" },
  handed: { en: "To the organisation", ru: "Организации", tk: "Gurama" },
  bounce: { en: "Record: it came back", ru: "Отметить возврат", tk: "Yzyna gaýdandygyny bellemek" },
  bounceSays: {
    en: "This notice then no longer counts: if no other reached the organisation, its silence does not count either.",
    ru: "Это уведомление больше не учитывается: если другие не дошли, молчание организации тоже не учитывается.",
    tk: "Bu habarnama indi hasaplanmaýar: beýlekisi ýetmedik bolsa, guramanyň dymmagy hem hasaplanmaýar.",
  },
  bounceSource: {
    en: "What the mail server said, or how you know",
    ru: "Что сообщил почтовый сервер или откуда это известно",
    tk: "Poçta serweri näme diýdi ýa-da nireden belli",
  },
  textIs: {
    en: "Round {number}, authoritative in {language},",
    ru: "Раунд {number}, аутентичный язык: {language},",
    tk: "{number}-nji tapgyr, esasy dili: {language},",
  },
  journal: {
    en: "Journal entries {first} to {last}",
    ru: "Записи журнала с {first} по {last}",
    tk: "Gündeligiň {first}–{last} ýazgylary",
  },
  journalHash: {
    en: "tell of it; hash of the last:",
    ru: "об этом; хеш последней:",
    tk: "bu barada; soňkusynyň heşi:",
  },
  pdf: { en: "Proof as PDF", ru: "Подтверждение в PDF", tk: "Subutnama PDF görnüşinde" },
  record: { en: "Decision record", ru: "Запись решения", tk: "Kararyň ýazgysy" },
  recordSays: {
    en: "Frozen at adoption and mailed to all members: text and its hash, roll, positions, notices, place in the journal.",
    ru: "Зафиксирована при принятии и разослана всем членам: текст и его хеш, перечень, позиции, уведомления, место в журнале.",
    tk: "Kabul edilende dondurylan we ähli agzalara iberilen: tekst we onuň heşi, sanaw, garaýyşlar, habarnamalar, gündelikdäki orny.",
  },
  recordPdf: { en: "Record as PDF", ru: "Запись в PDF", tk: "Ýazgy PDF görnüşinde" },
  recordJson: { en: "Record as JSON", ru: "Запись в JSON", tk: "Ýazgy JSON görnüşinde" },
  verify: { en: "How to verify it", ru: "Как проверить", tk: "Nädip barlamaly" },
  verify1: {
    en: "Take the JSON file, from here or from the mail that came at adoption.",
    ru: "Возьмите файл JSON – отсюда или из письма, пришедшего при принятии.",
    tk: "JSON faýlyny şu ýerden ýa-da kabul edilende gelen hatdan alyň.",
  },
  verify2: {
    en: "On any computer with Python, without the network, run the script that the repository ships:",
    ru: "На любом компьютере с Python, без сети, запустите сценарий из репозитория:",
    tk: "Python bolan islendik kompýuterde, torsuz, repozitoriýadaky skripti işlediň:",
  },
  verify3: {
    en: "It computes the outcome anew from the positions and notices, and the hash of the text, and names whatever does not agree.",
    ru: "Он заново вычисляет итог по позициям и уведомлениям и хеш текста и называет всё, что не сходится.",
    tk: "Ol netijäni garaýyşlardan we habarnamalardan, tekstiň heşini täzeden hasaplaýar we gabat gelmeýän zady aýdýar.",
  },
  verify4: {
    en: "The digest it prints is the one in the mail, on the paper and in the journal.",
    ru: "Напечатанная контрольная сумма – та же, что в письме, на бумаге и в журнале.",
    tk: "Çap edilen barlag jemi hatdaky, kagyzdaky we gündelikdäki bilen deňdir.",
  },
} as const;
