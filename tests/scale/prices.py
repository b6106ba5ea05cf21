"""What rented machines cost: parameters of the page (`write_pages --core-hour …`)."""

from dataclasses import dataclass

HOURS_A_MONTH = 730
DAYS_A_MONTH = HOURS_A_MONTH / 24
SECONDS_AN_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars, about what large clouds ask without a contract; yours are likely lower."""

    core_hour: float = 0.04
    gib_hour: float = 0.005
    disk_gib_month: float = 0.10
    machine_gib: float = 8.0  # memory of the machine that workers were measured on, as rented

    def month(self, cores: float, gib: float, disk_gib: float = 0.0) -> float:
        return self.hour(cores, gib) * HOURS_A_MONTH + disk_gib * self.disk_gib_month

    def hour(self, cores: float, gib: float) -> float:
        return cores * self.core_hour + gib * self.gib_hour

    def work(self, core_seconds: float) -> float:
        return core_seconds / SECONDS_AN_HOUR * self.core_hour
