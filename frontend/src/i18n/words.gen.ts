// Written by `npm run words` from api/*/words.json. Do not edit.
export const WORDS: Record<string, readonly [string, string, string]> = {
 "adopted-by.both": [
  "both co-chairs adopt",
  "принимают оба сопредседателя",
  "iki egindeş başlyk hem kabul edýär"
 ],
 "adopted-by.one": [
  "one co-chair adopts",
  "принимает один сопредседатель",
  "bir egindeş başlyk kabul edýär"
 ],
 "agenda.kind.decision": [
  "for decision",
  "для принятия решения",
  "karar kabul etmek üçin"
 ],
 "agenda.kind.discussion": [
  "for discussion",
  "для обсуждения",
  "ara alyp maslahatlaşmak üçin"
 ],
 "agenda.kind.information": [
  "for information",
  "для сведения",
  "maglumat üçin"
 ],
 "appointment.move.confirm": [
  "Confirm",
  "Подтвердить",
  "Tassykla"
 ],
 "appointment.move.end": [
  "End",
  "Завершить",
  "Tamamla"
 ],
 "appointment.move.propose": [
  "Propose",
  "Предложить",
  "Teklip et"
 ],
 "appointment.state.confirmed": [
  "Confirmed",
  "Подтверждено",
  "Tassyklandy"
 ],
 "appointment.state.ended": [
  "Ended",
  "Завершено",
  "Tamamlandy"
 ],
 "appointment.state.proposed": [
  "Proposed",
  "Предложено",
  "Teklip edildi"
 ],
 "assessment.move.approve": [
  "Approve",
  "Утвердить",
  "Tassykla"
 ],
 "assessment.move.reopen": [
  "Reopen",
  "Открыть снова",
  "Gaýtadan aç"
 ],
 "assessment.move.return": [
  "Return",
  "Вернуть на доработку",
  "Yzyna gaýtar"
 ],
 "assessment.move.submit": [
  "Submit",
  "Представить",
  "Tabşyr"
 ],
 "assessment.state.approved": [
  "Approved",
  "Утверждено",
  "Tassyklandy"
 ],
 "assessment.state.draft": [
  "Draft",
  "Черновик",
  "Garalama"
 ],
 "assessment.state.returned": [
  "Returned",
  "Возвращено",
  "Yzyna gaýtaryldy"
 ],
 "assessment.state.submitted": [
  "Submitted",
  "Представлено",
  "Tabşyryldy"
 ],
 "attendance.absent": [
  "absent",
  "отсутствует",
  "ýok"
 ],
 "attendance.in_room": [
  "in room",
  "в зале",
  "zalda"
 ],
 "attendance.remote": [
  "remote",
  "дистанционно",
  "uzakdan"
 ],
 "budget.category.contractual": [
  "Contractual services",
  "Услуги по контрактам",
  "Şertnamalar boýunça hyzmatlar"
 ],
 "budget.category.equipment": [
  "Equipment, vehicles and furniture (including depreciation)",
  "Оборудование, транспортные средства и мебель (включая амортизацию)",
  "Enjamlar, ulag serişdeleri we mebel (amortizasiýany goşmak bilen)"
 ],
 "budget.category.general_operating": [
  "General operating and other direct costs",
  "Общие оперативные и прочие прямые расходы",
  "Umumy iş çykdajylary we beýleki göni çykdajylar"
 ],
 "budget.category.indirect_support": [
  "Indirect support costs",
  "Косвенные вспомогательные расходы",
  "Gytaklaýyn goldaw çykdajylary"
 ],
 "budget.category.staff_personnel": [
  "Staff and other personnel costs",
  "Расходы на штатных сотрудников и прочий персонал",
  "Işgärler we beýleki personal üçin çykdajylar"
 ],
 "budget.category.supplies": [
  "Supplies, commodities, materials",
  "Предметы снабжения, товары и материалы",
  "Üpjünçilik serişdeleri, harytlar we materiallar"
 ],
 "budget.category.transfers_grants": [
  "Transfers and grants to counterparts",
  "Переводы средств и субсидии контрагентам",
  "Hyzmatdaşlara geçirilýän serişdeler we grantlar"
 ],
 "budget.category.travel": [
  "Travel",
  "Поездки",
  "Iş saparlary"
 ],
 "capacity.coordinator": [
  "coordinator",
  "координатор",
  "utgaşdyryjy"
 ],
 "capacity.secretariat": [
  "secretariat",
  "секретариат",
  "sekretariat"
 ],
 "decision.kind.membership": [
  "membership",
  "членство",
  "agzalyk"
 ],
 "decision.kind.other": [
  "other",
  "другое",
  "beýleki"
 ],
 "decision.kind.procedure": [
  "procedure",
  "процедура",
  "tertip"
 ],
 "decision.kind.proposal": [
  "proposal",
  "предложение",
  "teklip"
 ],
 "decision.kind.statement": [
  "statement",
  "заявление",
  "beýanat"
 ],
 "decision.kind.workplan": [
  "workplan",
  "план работы",
  "iş meýilnamasy"
 ],
 "decision.move.adopt": [
  "Adopt",
  "Принять",
  "Kabul et"
 ],
 "decision.move.close": [
  "Close the round",
  "Закрыть раунд",
  "Tapgyry ýap"
 ],
 "decision.move.extend": [
  "Extend the deadline",
  "Продлить срок",
  "Möhleti uzalt"
 ],
 "decision.move.open": [
  "Open the round",
  "Открыть раунд",
  "Tapgyry aç"
 ],
 "decision.move.record_no_consensus": [
  "Record no consensus",
  "Зафиксировать отсутствие консенсуса",
  "Umumy ylalaşygyň ýokdugyny belle"
 ],
 "decision.move.refer": [
  "Refer",
  "Передать на рассмотрение",
  "Garamaga geçir"
 ],
 "decision.move.revise": [
  "Revise the text",
  "Доработать текст",
  "Teksti gaýtadan işle"
 ],
 "decision.move.withdraw": [
  "Withdraw",
  "Отозвать",
  "Yzyna al"
 ],
 "decision.state.adopted": [
  "Adopted",
  "Принято",
  "Kabul edildi"
 ],
 "decision.state.adopted_with_reservations": [
  "Adopted with reservations",
  "Принято с оговорками",
  "Bellikler bilen kabul edildi"
 ],
 "decision.state.broken": [
  "Broken",
  "Процедура прервана",
  "Tertip bozuldy"
 ],
 "decision.state.clear": [
  "Clear",
  "Возражений нет",
  "Garşylyk ýok"
 ],
 "decision.state.draft": [
  "Draft",
  "Проект",
  "Taslama"
 ],
 "decision.state.incomplete": [
  "Incomplete",
  "Ответили не все",
  "Jogaplar doly däl"
 ],
 "decision.state.no_consensus": [
  "No consensus",
  "Консенсус не достигнут",
  "Umumy ylalaşyk gazanylmady"
 ],
 "decision.state.open": [
  "Open",
  "Открыто",
  "Açyk"
 ],
 "decision.state.referred": [
  "Referred",
  "Передано на рассмотрение",
  "Garamaga geçirildi"
 ],
 "decision.state.revising": [
  "Being revised",
  "На доработке",
  "Gaýtadan işlenýär"
 ],
 "decision.state.withdrawn": [
  "Withdrawn",
  "Отозвано",
  "Yzyna alyndy"
 ],
 "delivery.state.accepted": [
  "Accepted by the relay",
  "Принято почтовым сервером",
  "Poçta serweri kabul etdi"
 ],
 "delivery.state.bounced": [
  "Bounced",
  "Возвращено",
  "Yzyna gaýtdy"
 ],
 "delivery.state.by_hand": [
  "Delivered by hand",
  "Вручено лично",
  "Eline gowşuryldy"
 ],
 "delivery.state.failed": [
  "Not accepted by the relay",
  "Не принято почтовым сервером",
  "Poçta serweri kabul etmedi"
 ],
 "delivery.state.queued": [
  "Queued",
  "В очереди",
  "Nobatda"
 ],
 "delivery.state.seen": [
  "Seen",
  "Просмотрено",
  "Görüldi"
 ],
 "meeting.kind.extraordinary": [
  "extraordinary meeting",
  "внеочередное заседание",
  "nobatdan daşary mejlis"
 ],
 "meeting.kind.regular": [
  "regular meeting",
  "очередное заседание",
  "nobatdaky mejlis"
 ],
 "meeting.kind.thematic": [
  "thematic meeting",
  "тематическое заседание",
  "tematiki mejlis"
 ],
 "meeting.move.accept": [
  "Accept the request",
  "Принять запрос",
  "Haýyşy kabul et"
 ],
 "meeting.move.cancel": [
  "Cancel the meeting",
  "Отменить заседание",
  "Mejlisi ýatyr"
 ],
 "meeting.move.convene": [
  "Convene",
  "Созвать заседание",
  "Mejlisi çagyr"
 ],
 "meeting.move.defer": [
  "Defer",
  "Перенести на очередное заседание",
  "Nobatdaky mejlise geçir"
 ],
 "meeting.move.end": [
  "End",
  "Закрыть заседание",
  "Mejlisi ýap"
 ],
 "meeting.move.request": [
  "Ask for a meeting",
  "Запросить заседание",
  "Mejlis geçirmegi haýyş et"
 ],
 "meeting.move.reschedule": [
  "Reschedule",
  "Изменить дату",
  "Senesini üýtget"
 ],
 "meeting.move.start": [
  "Start",
  "Открыть заседание",
  "Mejlisi aç"
 ],
 "meeting.state.cancelled": [
  "Cancelled",
  "Отменено",
  "Ýatyryldy"
 ],
 "meeting.state.convened": [
  "Convened",
  "Созвано",
  "Çagyryldy"
 ],
 "meeting.state.deferred": [
  "Deferred",
  "Перенесено на очередное заседание",
  "Nobatdaky mejlise geçirildi"
 ],
 "meeting.state.draft": [
  "Draft",
  "Черновик",
  "Garalama"
 ],
 "meeting.state.held": [
  "Held",
  "Состоялось",
  "Geçirildi"
 ],
 "meeting.state.in_session": [
  "In session",
  "Идет заседание",
  "Mejlis gidýär"
 ],
 "meeting.state.requested": [
  "Requested",
  "Запрошено",
  "Haýyş edildi"
 ],
 "membership.kind.member": [
  "member",
  "член Сети",
  "agza"
 ],
 "membership.kind.observer": [
  "observer",
  "наблюдатель",
  "synçy"
 ],
 "membership.kind.partner": [
  "partner",
  "партнер",
  "hyzmatdaş"
 ],
 "membership.state.applied": [
  "Applied",
  "Заявка подана",
  "Ýüz tutuldy"
 ],
 "membership.state.declined": [
  "Declined",
  "Заявка отклонена",
  "Ýüztutma kabul edilmedi"
 ],
 "membership.state.left": [
  "Left",
  "Выбыла из Сети",
  "Çykdy"
 ],
 "membership.state.member": [
  "Member",
  "Член Сети",
  "Toruň agzasy"
 ],
 "objective.priority.high": [
  "High",
  "Высокий",
  "Ýokary"
 ],
 "objective.priority.low": [
  "Low",
  "Низкий",
  "Pes"
 ],
 "objective.priority.medium": [
  "Medium",
  "Средний",
  "Orta"
 ],
 "objective.priority.not_prioritised": [
  "Not prioritised",
  "Не определен",
  "Kesgitlenmedik"
 ],
 "objective.rating.early": [
  "Early",
  "Начальный этап",
  "Başlangyç tapgyr"
 ],
 "objective.rating.good_progress": [
  "Good progress",
  "Значительный прогресс",
  "Oňat öňegidişlik"
 ],
 "objective.rating.not_assessed": [
  "Not assessed",
  "Оценка не проводилась",
  "Baha berilmedi"
 ],
 "objective.rating.some_progress": [
  "Some progress",
  "Некоторый прогресс",
  "Käbir öňegidişlik"
 ],
 "organisation.kind.academia": [
  "academia",
  "научные круги",
  "ylmy toparlar"
 ],
 "organisation.kind.civil_society": [
  "civil society",
  "гражданское общество",
  "raýat jemgyýeti"
 ],
 "organisation.kind.government": [
  "Government",
  "Правительство",
  "Hökümet"
 ],
 "organisation.kind.other": [
  "other",
  "другое",
  "beýleki"
 ],
 "organisation.kind.private_sector": [
  "private sector",
  "частный сектор",
  "hususy ulgam"
 ],
 "organisation.kind.un_entity": [
  "UN entity",
  "структура системы ООН",
  "BMG-niň düzüm birligi"
 ],
 "position.ad_referendum": [
  "Ad referendum",
  "Нужны указания",
  "Görkezmä garaşýarys"
 ],
 "position.disassociate": [
  "Disassociates",
  "Не присоединяемся к части",
  "Bir bölegine goşulmaýarys"
 ],
 "position.no_objection": [
  "No objection",
  "Не возражаем",
  "Garşy däl"
 ],
 "position.none": [
  "Not yet answered",
  "Пока нет ответа",
  "Entek jogap ýok"
 ],
 "position.not_answered": [
  "Not yet answered",
  "Пока нет ответа",
  "Entek jogap ýok"
 ],
 "position.not_delivered": [
  "Notice not delivered",
  "Уведомление не доставлено",
  "Habarnama ýetmedi"
 ],
 "position.objection": [
  "Objection",
  "Возражаем",
  "Garşy"
 ],
 "position.recused": [
  "Recused",
  "Отвод",
  "Gatnaşmaýarys"
 ],
 "position.released": [
  "Released",
  "Выбыла из раунда",
  "Tapgyrdan çykdy"
 ],
 "position.reservation": [
  "Reservation",
  "С оговоркой",
  "Bellik bilen"
 ],
 "position.support": [
  "Support",
  "Поддерживаем",
  "Goldaýarys"
 ],
 "procedure.express": [
  "express procedure",
  "процедура обязательного ответа",
  "hökmany jogap tertibi"
 ],
 "procedure.meeting": [
  "meeting procedure",
  "принятие на заседании",
  "mejlisde kabul etmek"
 ],
 "procedure.silence": [
  "silence procedure",
  "процедура отсутствия возражений",
  "garşylyk bildirmezlik tertibi"
 ],
 "proposal.held_by.agent": [
  "the Administrative Agent",
  "Административный агент",
  "administratiw agent"
 ],
 "proposal.held_by.fund": [
  "the Fund",
  "Фонд",
  "Gazna"
 ],
 "proposal.held_by.network": [
  "the network",
  "Сеть",
  "tor"
 ],
 "proposal.move.appraise": [
  "Record: under appraisal",
  "Записать: на оценке",
  "Ýazga geçir: baha berilýär"
 ],
 "proposal.move.approve": [
  "Record: approved",
  "Записать: утверждена",
  "Ýazga geçir: tassyklandy"
 ],
 "proposal.move.ask_revision": [
  "Record: revision requested",
  "Записать: запрошена доработка",
  "Ýazga geçir: gaýtadan işlemek haýyş edildi"
 ],
 "proposal.move.cancel": [
  "Record: cancelled",
  "Записать: отменена",
  "Ýazga geçir: ýatyryldy"
 ],
 "proposal.move.close_financially": [
  "Record: financially closed",
  "Записать: финансово закрыта",
  "Ýazga geçir: maliýe taýdan ýapyldy"
 ],
 "proposal.move.close_operationally": [
  "Close operationally",
  "Завершить оперативно",
  "Iş taýdan tamamla"
 ],
 "proposal.move.consult": [
  "Consult the Network",
  "Начать консультации в Сети",
  "Tor bilen geňeş"
 ],
 "proposal.move.draft": [
  "Draft the concept note",
  "Начать концептуальную записку",
  "Konseptual ýazgyny başla"
 ],
 "proposal.move.endorse": [
  "Endorse",
  "Одобрить",
  "Makulla"
 ],
 "proposal.move.invite": [
  "Record: invited",
  "Записать: приглашение получено",
  "Ýazga geçir: çakylyk alyndy"
 ],
 "proposal.move.not_retain": [
  "Record: not retained",
  "Записать: не отобрана",
  "Ýazga geçir: saýlanmady"
 ],
 "proposal.move.reject": [
  "Record: rejected",
  "Записать: отклонена",
  "Ýazga geçir: ret edildi"
 ],
 "proposal.move.reopen": [
  "Reopen",
  "Вернуть в работу",
  "Ýaňadan aç"
 ],
 "proposal.move.report": [
  "Submit the final reports",
  "Представить заключительные отчеты",
  "Jemleýji hasabatlary tabşyr"
 ],
 "proposal.move.resume": [
  "Record: resumed",
  "Записать: возобновлена",
  "Ýazga geçir: dowam etdirilýär"
 ],
 "proposal.move.retain": [
  "Record: retained",
  "Записать: отобрана",
  "Ýazga geçir: saýlandy"
 ],
 "proposal.move.rework": [
  "Rework",
  "Вернуть на доработку",
  "Gaýtadan işlemäge gaýtar"
 ],
 "proposal.move.sign": [
  "Collect signatures",
  "Перейти к подписанию",
  "Gol çekmäge geç"
 ],
 "proposal.move.start": [
  "Start implementation",
  "Начать осуществление",
  "Durmuşa geçirip başla"
 ],
 "proposal.move.submit_concept": [
  "Submit the concept note",
  "Представить концептуальную записку",
  "Konseptual ýazgyny tabşyr"
 ],
 "proposal.move.submit_document": [
  "Submit the programme document",
  "Представить документ по программе",
  "Maksatnamanyň resminamasyny tabşyr"
 ],
 "proposal.move.suspend": [
  "Record: suspended",
  "Записать: приостановлена",
  "Ýazga geçir: togtadyldy"
 ],
 "proposal.move.transfer": [
  "Record: transferred",
  "Записать: средства перечислены",
  "Ýazga geçir: serişdeler geçirildi"
 ],
 "proposal.move.withdraw": [
  "Withdraw",
  "Отозвать",
  "Yzyna al"
 ],
 "proposal.state.appraisal": [
  "Under appraisal",
  "На оценке",
  "Baha berilýär"
 ],
 "proposal.state.approved": [
  "Approved by the Steering Committee",
  "Утверждена Руководящим комитетом",
  "Ýolbaşçy topar tassyklady"
 ],
 "proposal.state.cancelled": [
  "Cancelled after approval",
  "Отменена после утверждения",
  "Tassyklanandan soň ýatyryldy"
 ],
 "proposal.state.concept_note_draft": [
  "Concept note in draft",
  "Концептуальная записка: проект",
  "Konseptual ýazgy: taslama"
 ],
 "proposal.state.concept_note_endorsed": [
  "Endorsed by the Network and the Government",
  "Одобрена Сетью и Правительством",
  "Tor we Hökümet makullady"
 ],
 "proposal.state.concept_note_network_review": [
  "Under consultation in the Network",
  "Консультации в Сети",
  "Torda geňeşilýär"
 ],
 "proposal.state.concept_note_not_retained": [
  "Not retained",
  "Не отобрана",
  "Saýlanmady"
 ],
 "proposal.state.concept_note_submitted": [
  "Concept note sent to the Fund",
  "Концептуальная записка представлена Фонду",
  "Konseptual ýazgy Gazna iberildi"
 ],
 "proposal.state.final_reporting": [
  "Final reports and evaluation",
  "Заключительные отчеты и оценка",
  "Jemleýji hasabatlar we baha beriş"
 ],
 "proposal.state.financially_closed": [
  "Financially closed",
  "Финансово закрыта",
  "Maliýe taýdan ýapyldy"
 ],
 "proposal.state.funds_transferred": [
  "First tranche transferred",
  "Первый транш перечислен",
  "Birinji tranş geçirildi"
 ],
 "proposal.state.idea": [
  "Idea",
  "Идея",
  "Başlangyç pikir"
 ],
 "proposal.state.implementation": [
  "In implementation",
  "Осуществляется",
  "Durmuşa geçirilýär"
 ],
 "proposal.state.jp_document_draft": [
  "Joint programme document in draft",
  "Документ по программе: проект",
  "Maksatnamanyň resminamasy: taslama"
 ],
 "proposal.state.jp_document_submitted": [
  "Joint programme document submitted",
  "Документ по программе представлен",
  "Maksatnamanyň resminamasy tabşyryldy"
 ],
 "proposal.state.operationally_closed": [
  "Operationally closed",
  "Оперативно завершена",
  "Iş taýdan tamamlandy"
 ],
 "proposal.state.pipeline": [
  "In the Fund's pipeline",
  "В перечне готовящихся программ Фонда",
  "Gaznanyň sanawynda"
 ],
 "proposal.state.rejected": [
  "Rejected",
  "Отклонена",
  "Ret edildi"
 ],
 "proposal.state.revision_requested": [
  "Revision requested",
  "Запрошена доработка",
  "Gaýtadan işlemek haýyş edildi"
 ],
 "proposal.state.signature": [
  "Collecting signatures",
  "Сбор подписей",
  "Gol çekilýär"
 ],
 "proposal.state.suspended": [
  "Suspended",
  "Приостановлена",
  "Togtadyldy"
 ],
 "proposal.state.withdrawn": [
  "Withdrawn by the applicants",
  "Отозвана заявителями",
  "Teklip edenler yzyna aldy"
 ],
 "role.admin": [
  "administrator",
  "администратор",
  "administrator"
 ],
 "role.alternate": [
  "alternate",
  "заместитель координатора от организации",
  "jogapkär wekiliň orunbasary"
 ],
 "role.co_chair": [
  "co-chair",
  "сопредседатель",
  "egindeş başlyk"
 ],
 "role.focal_point": [
  "focal point",
  "координатор от организации",
  "guramanyň jogapkär wekili"
 ],
 "role.observer": [
  "observer",
  "наблюдатель",
  "synçy"
 ],
 "role.person": [
  "signed in",
  "вошедший в систему",
  "hasaba giren"
 ],
 "role.secretariat": [
  "secretariat",
  "секретариат",
  "sekretariat"
 ],
 "role.viewer": [
  "viewer",
  "читатель",
  "okyjy"
 ],
 "round.outcome.broken": [
  "Broken",
  "Процедура прервана",
  "Tertip bozuldy"
 ],
 "round.outcome.clear": [
  "Clear",
  "Возражений нет",
  "Garşylyk ýok"
 ],
 "round.outcome.incomplete": [
  "Incomplete",
  "Ответили не все",
  "Jogaplar doly däl"
 ],
 "round.state.abandoned": [
  "Abandoned",
  "Прекращен",
  "Bes edildi"
 ],
 "round.state.closed": [
  "Closed",
  "Закрыт",
  "Ýapyk"
 ],
 "round.state.open": [
  "Open",
  "Открыт",
  "Açyk"
 ],
 "rsvp.maybe": [
  "not sure yet",
  "пока неизвестно",
  "entek belli däl"
 ],
 "rsvp.no": [
  "will not attend",
  "не участвует",
  "gatnaşmaz"
 ],
 "rsvp.none": [
  "Not yet answered",
  "Пока нет ответа",
  "Entek jogap ýok"
 ],
 "rsvp.yes": [
  "will attend",
  "участвует",
  "gatnaşar"
 ],
 "severity.blocker": [
  "blocker",
  "препятствие",
  "päsgelçilik"
 ],
 "severity.warning": [
  "warning",
  "предупреждение",
  "duýduryş"
 ],
 "visibility.members": [
  "Members of the network only",
  "Только для членов Сети",
  "Diňe toruň agzalary üçin"
 ],
 "visibility.partners": [
  "Shared with partners",
  "Доступно партнерам",
  "Hyzmatdaşlar üçin"
 ],
 "visibility.public": [
  "Public",
  "Открыто для всех",
  "Hemmeler üçin açyk"
 ],
 "visibility.secretariat": [
  "Secretariat and co-chairs only",
  "Только для секретариата и сопредседателей",
  "Diňe sekretariat we egindeş başlyklar üçin"
 ]
};
