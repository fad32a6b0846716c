"""Typing what one looks for, on the keyboard of the screen or on a real one."""

from flask import render_template, request

from catalogue.web import current
from catalogue.web.kiosk.keyboard import keyboard

LONGEST_WORDS = 1000


def show(lang: str) -> str:
    """`/kiosk/<lang>/words`"""
    return render_template(
        "kiosk/words.html",
        words=request.args.get("q", "")[:LONGEST_WORDS],
        longest=LONGEST_WORDS,
        keyboard=keyboard(current.interface()),
    )
