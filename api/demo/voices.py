"""What the demo network says with one voice: invented, in three languages."""

from datetime import datetime, timedelta
from typing import Any

from api.kernel.clock import PLACE

CONTACT = {"name": "Secretariat of the Network", "email": "media@demo.example", "phone": "+993 12 00 00 00"}

RECRUITMENT: dict[str, Any] = {
    "title": {
        "en": "Fair recruitment protects workers and their families",
        "ru": "Справедливый наем защищает трудящихся и их семьи",
        "tk": "Adalatly işe almak işçileri we olaryň maşgalalaryny goraýar",
    },
    "text": (
        "The UN Network on Migration in Turkmenistan welcomes the steps that the Government has taken to inform citizens "
        "who look for work abroad about contracts, wages and their rights.\n\n"
        "Three in five of the 1,240 returning workers who were asked in 2026 had paid for their recruitment. "
        "**No worker should pay to get a job.** Recruitment costs are for employers to bear.\n\n"
        "We recommend:\n\n"
        "- a public register of licensed recruitment agencies;\n"
        "- contracts in a language that the worker reads;\n"
        "- consular help that can be reached by telephone on every day of the week.\n\n"
        "The members of the Network stand ready to support these measures within objectives 6 and 14 of the Global Compact "
        "for Safe, Orderly and Regular Migration."
    ),
    "ru": (
        "Сеть ООН по миграции в Туркменистане приветствует шаги Правительства, направленные на информирование граждан, "
        "которые ищут работу за рубежом, о договорах, оплате труда и их правах.\n\n"
        "Трое из пяти возвратившихся трудящихся (в 2026 году опрошено 1240 человек) платили за трудоустройство. "
        "**Работник не должен платить за то, чтобы получить работу.** Расходы на наем несет работодатель.\n\n"
        "Мы рекомендуем:\n\n"
        "- открытый реестр лицензированных агентств по найму;\n"
        "- договоры на языке, который понимает работник;\n"
        "- консульскую помощь, доступную по телефону в любой день недели.\n\n"
        "Члены Сети готовы поддержать эти меры в рамках целей 6 и 14 Глобального договора о безопасной, упорядоченной "
        "и легальной миграции."
    ),
    "tk": (
        "Türkmenistandaky BMG-niň Migrasiýa boýunça tory daşary ýurtlarda iş gözleýän raýatlara şertnamalar, zähmet haky "
        "we olaryň hukuklary barada habar bermek üçin Hökümetiň ädýän ädimlerini goldaýar.\n\n"
        "2026-njy ýylda soralan, yzyna dolanan 1240 işçiniň bäşden üçüsi işe ýerleşmek üçin töleg töläpdir. "
        "**Işçi iş tapmak üçin tölemeli däl.** Işe almagyň çykdajylaryny iş beriji tölemeli.\n\n"
        "Biz şulary maslahat berýäris:\n\n"
        "- ygtyýarnamaly işe alyş edaralarynyň açyk sanawy;\n"
        "- işçiniň düşünýän dilinde şertnamalar;\n"
        "- hepdäniň her güni telefon arkaly konsullyk kömegi.\n\n"
        "Toruň agzalary bu çäreleri Howpsuz, tertipli we kanuny migrasiýa hakynda Ählumumy şertnamanyň 6-njy we 14-nji "
        "maksatlarynyň çäklerinde goldamaga taýýar."
    ),
    "objectives": [6, 14],
    "channels": ["website", "government_letter", "social_media"],
}
CORRIGENDUM: dict[str, Any] = {
    "title": {
        "en": "Corrigendum: fair recruitment protects workers and their families",
        "ru": "Исправление: справедливый наем защищает трудящихся и их семьи",
        "tk": "Düzediş: adalatly işe almak işçileri we olaryň maşgalalaryny goraýar",
    },
    "text": (
        "In the second paragraph, the number of workers who were asked is 1,420, not 1,240. "
        "The share that is given there is right, and the rest of the statement stands as adopted."
    ),
    "ru": (
        "Во втором абзаце число опрошенных трудящихся — 1420, а не 1240. "
        "Указанная там доля верна; остальной текст заявления остается в силе."
    ),
    "tk": (
        "Ikinji bölekde soralan işçileriň sany 1240 däl-de, 1420 bolmaly. "
        "Görkezilen paýy dogry, beýanatyň galan teksti öňki güýjünde galýar."
    ),
    "channels": ["website"],
}
MIGRANTS_DAY: dict[str, Any] = {
    "title": {
        "en": "International Migrants Day: every journey counts",
        "ru": "Международный день мигранта: важен каждый путь",
        "tk": "Halkara migrantlar güni: her bir ýol möhüm",
    },
    "text": (
        "On International Migrants Day the UN Network on Migration in Turkmenistan pays tribute to the people who work, study "
        "and raise families far from where they were born.\n\n"
        "What they send home is more than money: skills, languages and ideas return with them. Their rights travel with "
        "them, too, whatever papers they hold.\n\n"
        "We call on everybody who takes decisions that touch the lives of migrants to hear them first."
    ),
    "ru": (
        "В Международный день мигранта Сеть ООН по миграции в Туркменистане отдает дань уважения людям, которые работают, "
        "учатся и растят детей вдали от родных мест.\n\n"
        "Домой они отправляют не только деньги: с ними возвращаются навыки, языки и идеи. Их права остаются с ними "
        "независимо от того, какие у них документы.\n\n"
        "Мы призываем всех, чьи решения затрагивают жизнь мигрантов, прежде всего выслушать их самих."
    ),
    "tk": (
        "Halkara migrantlar gününde Türkmenistandaky BMG-niň Migrasiýa boýunça tory doglan ýerinden uzakda işleýän, okaýan "
        "we maşgala saklaýan adamlara hormat goýýar.\n\n"
        "Olar diňe pul ibermeýär: olar bilen bile başarnyklar, diller we pikirler hem gaýdyp gelýär. Olaryň hukuklary, "
        "haýsy resminamasy bolsa-da, özleri bilen gidýär.\n\n"
        "Biz migrantlaryň durmuşyna degişli karar kabul edýänleriň hemmesini ilki bilen olaryň özlerini diňlemäge çagyrýarys."
    ),
    "objectives": [16],
    "channels": ["website", "press_release", "social_media"],
}
CHILDREN: dict[str, Any] = {
    "title": {
        "en": "No child is left without papers",
        "ru": "Ни один ребенок не остается без документов",
        "tk": "Hiç bir çaga resminamasyz galmaýar",
    },
    "text": (
        "Every child who is born to parents on the move has a right to a birth certificate and a nationality.\n\n"
        "The Network recommends that civil registry offices and consulates register births at once and free of charge, and "
        "that the children of returning families are admitted to school while their papers are being prepared."
    ),
    "ru": (
        "Каждый ребенок, родившийся у родителей-мигрантов, имеет право на свидетельство о рождении и гражданство.\n\n"
        "Сеть рекомендует органам записи актов гражданского состояния и консульствам регистрировать рождение сразу и "
        "бесплатно, а детей из возвращающихся семей принимать в школу, пока оформляются документы."
    ),
    "tk": "",
    "objectives": [4],
    "channels": ["website"],
}
CHILDREN_ANSWERS: dict[str, dict[str, Any]] = {
    "unicef": {"value": "support"},
    "unhcr": {"value": "support"},
    "iom": {"value": "no_objection"},
    "undp": {
        "value": "reservation",
        "text": "Admission to school before papers are complete should be phased in with the education authorities.",
    },
}


def migrants_day(now: datetime) -> datetime:
    """Nine in the morning in Ashgabat on the next 18 December."""
    local = now.astimezone(PLACE)
    day = local.replace(month=12, day=18, hour=9, minute=0, second=0, microsecond=0)
    return day if local + timedelta(hours=1) < day else day.replace(year=day.year + 1)
