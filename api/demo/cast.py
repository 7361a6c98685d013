"""Who plays in the demo: invented persons for the real organisations of the Network in Turkmenistan."""

from datetime import date

SINCE = date(2024, 3, 12)
DOMAIN = "demo.example"

# acronym: focal point, alternate
SPEAKERS = {
    "IOM": ("Aylar Gurbanova", "Daniel Okafor"),
    "RCO": ("Maral Atayeva", "Henrik Lund"),
    "UNDP": ("Serdar Hojanov", "Lucía Romero"),
    "UNDRR": ("Gözel Annayeva", "Peter Novak"),
    "UNFPA": ("Ogulnar Berdiyeva", "Amina Diallo"),
    "UNHCR": ("Jeren Rejepova", "Marc Lefèvre"),
    "UNICEF": ("Selbi Orazova", "Hana Kim"),
    "UNOCT": ("Begench Charyyev", "Paulo Mendes"),
    "UNODC": ("Merdan Nuryyev", "Ewa Kowalska"),
    "WHO": ("Bahar Saparova", "Tomás Vega"),
}
# who spoke for an organisation before, and the last day: acronym → address, name, role, until
EARLIER = {
    "UNHCR": ("unhcr-earlier", "Irina Volkova", "focal_point", date(2025, 8, 31)),
    "WHO": ("who-earlier", "Emeka Nwosu", "alternate", date(2025, 2, 28)),
}
SECRETARIAT = ("secretariat", "Dursun Ataýew")
RC = ("rc", "Katarina Holm")
IOM_HEAD = ("iom-head", "Samuel Adeyemi")
VIEWER = ("viewer", "Noor Haddad")
ADMIN = ("admin", "Platform administrator")
PARTNERS = {"MFA": ("mfa", "Nazar Durdyyew"), "SMS": ("sms", "Aman Öwezow")}


def address(name: str) -> str:
    return f"{name.lower()}@{DOMAIN}"


def who_can_sign_in() -> list[tuple[str, str]]:
    """(address, what they are), in the order in which people try them."""
    return [
        (address("secretariat"), "Secretariat (IOM)"),
        (address("rc"), "Resident Coordinator, co-chair"),
        (address("iom-head"), "Head of IOM, co-chair"),
        *((address(acronym), f"Focal point of {acronym}") for acronym in SPEAKERS),
        *((address(f"{acronym}-alternate"), f"Alternate of {acronym}") for acronym in SPEAKERS),
        (address("mfa"), "Ministry of Foreign Affairs, partner"),
        (address("sms"), "State Migration Service, partner"),
        (address("viewer"), "Regional reader"),
        (address("admin"), "Platform administrator"),
    ]
