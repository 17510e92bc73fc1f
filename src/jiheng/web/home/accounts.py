"""Accounts (账户): people are entered by the administrator; nobody signs up, and a sign-in elsewhere finds only who is known here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from jiheng.web.organizations.models import Person


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """No account is made by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The county's single sign-on: the name of the account there is the one here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Bind the sign-in to the person of that name; a page says so where there is none."""
        if sociallogin.is_existing:
            return
        said = sociallogin.account.extra_data
        parts = (said, said.get("userinfo") or {}, said.get("id_token") or {})
        name = next((part["preferred_username"] for part in parts if part.get("preferred_username")), "")
        person = Person.objects.filter(username=name, is_active=True).first() if name else None
        if person is None:
            raise ImmediateHttpResponse(render(request, "unknown_person.html", {"name": name}, status=403))
        sociallogin.connect(request, person)
