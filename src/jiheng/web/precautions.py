"""Precautions (启动检查): what is unsafe about how the application is about to be served, a sentence each; nothing is changed and nothing refused."""

import ipaddress
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from attrs import frozen
from django.conf import settings
from django.utils import timezone

LEAST_SECRET = 50
"""Characters of a secret that nobody guesses."""
LONGEST_IDLE = 8 * 3600
LONGEST_SESSION = 24 * 3600
LEAST_FREE = 2 * 2**30
"""Bytes that should be free where the data lie: a year of a county, and a backup beside it."""
SKEW = timedelta(minutes=2)
DEMO_PASSWORD = "jiheng-demo"  # noqa: S105 - the example's, said on its sign-in page


@frozen
class Precaution:
    """One unsafe thing: what was found, what was expected and what to do, in both languages."""

    zh: str
    en: str


class Look(Protocol):
    """One question, asked with whether others reach the address."""

    def __call__(self, *, public: bool) -> Precaution | None:
        """What is unsafe; None where nothing is."""
        ...


def unsafe(host: str) -> Iterator[Precaution]:
    """All that is unsafe where the application listens on `host`; the database must be there. The order is that of the weight."""
    public = not _is_loopback(host)
    for look in LOOKS:
        found = look(public=public)
        if found is not None:
            yield found


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open_demo(*, public: bool) -> Precaution | None:
    if not (public and settings.DEMO):
        return None
    return Precaution(
        "示例（--demo）：在本机以外的地址上开放，任何人不用密码即可登录。示例只应在本机使用；请去掉 --demo，或不用 --host。",
        "--demo on an address that others reach: anybody signs in without a password; use it on this machine only: leave out --demo or --host.",
    )


def _demo_password(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    from jiheng.web.organizations.models import Person

    held = None if settings.DEMO else Person.objects.filter(username="clerk", is_active=True).first()
    if held is None or not held.check_password(DEMO_PASSWORD):
        return None
    return Precaution(
        "数据目录：由示例建立，账号 clerk 等仍用人人知道的示例密码。正式数据应另建目录；请用 --home 另选空目录，或停用这些账号。",
        "the data were made by --demo and its accounts have the password that everybody knows: choose an empty folder with --home, or disable them.",
    )


def _plain(*, public: bool) -> Precaution | None:
    if not public or settings.HTTPS:
        return None
    return Precaution(
        "传输：监听本机以外的地址而没有 HTTPS，密码和填报内容可被同网的人看到。应放在 HTTPS 代理之后并设 JIHENG_HTTPS=1；做法见《管理员指南》。",
        "others reach this address without HTTPS, so that passwords can be read on the way: put it behind an HTTPS proxy and set JIHENG_HTTPS=1.",
    )


def _https_in_the_open(*, public: bool) -> Precaution | None:
    if not (public and settings.HTTPS and _is_loopback(settings.PROXY)):
        return None
    return Precaution(
        f"代理：JIHENG_HTTPS=1 而监听所有人可达的地址，绕过代理即可不经加密访问。代理在本机（{settings.PROXY}）时应只监听 127.0.0.1；请去掉 --host。",
        f"JIHENG_HTTPS=1 with a proxy on this machine ({settings.PROXY}), and yet others reach the application without it: leave out --host.",
    )


def _any_host(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    if "*" not in settings.ALLOWED_HOSTS:
        return None
    return Precaution(
        "域名：JIHENG_HOSTS 含 *，伪造的域名也会被接受。应逐个写明可用的域名和地址；请修改 JIHENG_HOSTS。",
        "JIHENG_HOSTS holds *, so that forged names are taken: name each host.",
    )


def _short_secret(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    if len(settings.SECRET_KEY) >= LEAST_SECRET and len(set(settings.SECRET_KEY)) > 5:
        return None
    return Precaution(
        f"密钥：JIHENG_SECRET 只有 {len(settings.SECRET_KEY)} 个字符或过于简单，登录状态可被伪造。应为 50 个以上的随机字符；请去掉它，由程序生成。",
        f"JIHENG_SECRET has {len(settings.SECRET_KEY)} characters or few different ones; 50 random ones are needed: leave it out and one is made.",
    )


def _open_folder(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    home = Path(settings.HOME)
    loose = [path for path in (home, home / "secret") if path.exists() and path.stat().st_mode & 0o077]
    if not loose:
        return None
    named = "、".join(map(str, loose))
    return Precaution(
        f"数据目录：{named} 可被本机其他用户读取。其中有密钥和全部数据，应只有运行者可读；请运行 chmod -R go= {home}。",
        f"{named} can be read by others on this machine; it holds the secret and all data: run chmod -R go= {home}.",
    )


def _root(*, public: bool) -> Precaution | None:
    if not public or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    return Precaution(
        "运行用户：正以 root 运行，程序一旦被攻破即失去整机。应由专用用户运行；请用 systemd 单元里的 User=jiheng。",
        "it runs as root, so that a hole in it is one in the machine: run it as a user of its own, as the systemd unit does.",
    )


def _plain_database(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    held: Any = settings.DATABASES["default"]
    host = str(held.get("HOST") or "")
    safe = held["ENGINE"].endswith("sqlite3") or not host or host.startswith("/") or _is_loopback(host)
    if safe or held.get("OPTIONS", {}).get("sslmode") in {"require", "verify-ca", "verify-full"}:
        return None
    return Precaution(
        f"数据库：与 {host} 的连接没有要求加密。应加密；请在 DATABASE_URL 末尾加 ?sslmode=verify-full（至少 require）。",
        f"the way to the database at {host} need not be encrypted: add ?sslmode=verify-full (at least require) to DATABASE_URL.",
    )


def _long_sessions(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    if settings.SESSION_COOKIE_AGE <= LONGEST_IDLE and settings.SESSION_ABSOLUTE_SECONDS <= LONGEST_SESSION:
        return None
    return Precaution(
        f"登录时限：闲置 {settings.SESSION_COOKIE_AGE // 60} 分钟、最长 {settings.SESSION_ABSOLUTE_SECONDS // 3600} 小时，"
        "无人的电脑会一直登录着。应不超过 480 分钟和 24 小时；请改 JIHENG_IDLE_MINUTES、JIHENG_SESSION_HOURS。",
        "sessions last longer than 480 idle minutes or 24 hours: shorten JIHENG_IDLE_MINUTES and JIHENG_SESSION_HOURS.",
    )


def _clock(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    from jiheng.web.trail.models import Entry

    last, now = Entry.objects.order_by("-number").first(), timezone.now()
    if last is None or last.at <= now + SKEW:
        return None
    said = timezone.localtime(last.at).strftime("%Y-%m-%d %H:%M:%S")
    here = timezone.localtime(now).strftime("%Y-%m-%d %H:%M:%S")
    return Precaution(
        f"时钟：本机现为 {here}，早于审计日志最后一条（{said}）。时钟被调慢过，期限和日志时间会不对；请校准时钟（NTP）后再启动。",
        f"the clock says {here}, which is before the last entry of the trail ({said}): it was set back; set it right (NTP) and start again.",
    )


def _little_room(*, public: bool) -> Precaution | None:  # noqa: ARG001 - asked like the others
    import shutil

    free = shutil.disk_usage(settings.HOME).free
    if free >= LEAST_FREE:
        return None
    return Precaution(
        f"磁盘：{settings.HOME} 所在分区只剩 {free / 2**30:.1f} GB。应留 2 GB 以上；请清理或换分区，写满时操作会失败（不会写坏）。",
        f"{free / 2**30:.1f} GB are free at {settings.HOME}; 2 GB are wanted: a deed on a full disk fails, though nothing is damaged.",
    )


LOOKS: tuple[Look, ...] = (
    _open_demo,
    _demo_password,
    _plain,
    _https_in_the_open,
    _any_host,
    _short_secret,
    _open_folder,
    _root,
    _plain_database,
    _long_sessions,
    _clock,
    _little_room,
)
