"""A learning module made up for tests: complete, with every kind of question, as its files."""

from __future__ import annotations

from typing import Any

import yaml

from guanhu.education.module_facts import Module
from guanhu.education.module_reader import read_folder


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def choice(name: str, *, correct: bool = False) -> dict[str, Any]:
    made = {
        "id": name,
        "text": both(f"选{name}。", f"Take {name}."),
        "feedback": both(f"因为{name}。", f"Because of {name}."),
    }
    return made | ({"correct": True} if correct else {})


def a_question(name: str, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": name, "kind": kind, "asks": both(f"问题{name}？", f"Question {name}?"),
        "hint": both("再想一想。", "Think again."),
    }  # fmt: skip
    feedback = {"right": both("对，因为如此。", "Yes, because."), "wrong": both("算一算。", "Sum.")}
    if kind == "single":
        made["choices"] = [choice("yes", correct=True), choice("no"), choice("maybe")]
    elif kind == "multiple":
        made["choices"] = [
            choice("one", correct=True), choice("two", correct=True), choice("three"),
            choice("four"),
        ]  # fmt: skip
    elif kind == "order":
        made |= {"items": [_item(each) for each in ("first", "then", "last")], "feedback": feedback}
    elif kind == "match":
        made |= {"pairs": [_pair(each) for each in ("a", "b", "c")], "feedback": feedback}
    elif kind == "number":
        made |= {"answer": 600, "unit": both("元", "yuan"), "feedback": feedback}
    else:
        made["turns"] = [_turn("start"), _turn("end")]
    return made


def a_folder(code: str = "A_MODULE", **changes: Any) -> dict[str, str]:
    """The files of a module; `changes` replace entries of its module.yaml."""
    head = {
        "code": code, "version": 1, "number": 7, "audience": "young_person",
        "title": both("题目", "Title"), "summary": both("摘要。", "Summary."), "minutes": 25,
        "aims": [both(f"能做{n}。", f"Can do {n}.") for n in range(3)],
        "articles": [{"statute": "CL", "article": "287-2"}], "roles": ["MONEY_MULE"],
        "means": ["BANK_CARD"], "needs": [{"domain": "MONEY", "at_least": "SOME"}],
        "pass_mark": 70, "attempts": 3, "post": 10, "delayed": {"questions": 5, "after_weeks": 8},
        "after": [],
    }  # fmt: skip
    kinds = ("single", "multiple", "order", "match", "number", "chat")
    questions = {
        "pre": [a_question(f"p{n}", kinds[n % 6]) for n in range(5)],
        "bank": [a_question(f"b{n}", kinds[n % 6]) for n in range(20)],
    }
    files = {
        "module.yaml": _yaml(head | changes),
        "questions.yaml": _yaml(questions),
        "situations.yaml": _yaml([_situation("lend_it"), _situation("give_it")]),
    }
    marks = ("::situation lend_it", "", "::situation give_it")
    for number, mark in enumerate(marks, start=1):
        files[f"lessons/{number}.zh.md"] = (
            f"# 第{number}课\n\n{'这是一句短的话，说清楚一件事。' * 40}\n\n"
            f"## 小标题\n\n- 第一\n- **第二**\n\n{mark}\n\n> 一句话\n"
        )
        files[f"lessons/{number}.en.md"] = (
            f"# Lesson {number}\n\n{'This is a short sentence. ' * 40}\n\n"
            f"## A heading\n\n- One\n- **Two**\n\n{mark}\n\n> A sentence\n"
        )
    return files


def a_module(code: str = "A_MODULE", **changes: Any) -> Module:
    """The same, read."""
    return read_folder(code.lower(), a_folder(code, **changes))


def _item(name: str) -> dict[str, Any]:
    return {"id": name, "text": both(f"做{name}", f"Do {name}")}


def _pair(name: str) -> dict[str, Any]:
    return {"id": name, "left": both(f"左{name}", f"L {name}"), "right": both(f"右{name}", name)}


def _turn(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "messages": [{"from": both("阿凯", "A Kai"), "text": both("在吗？", "There?")}],
        "replies": [choice("refuse", correct=True), choice("agree"), choice("wait")],
    }


def _situation(name: str) -> dict[str, Any]:
    end = {"text": both("就这样。", "So."), "then": both("结束了。", "It ends.")}
    return {
        "id": name,
        "title": both("一件事", "A thing"),
        "start": "asked",
        "scenes": [
            {
                "id": "asked",
                "text": both("有人问你。", "You are asked."),
                "choices": [{"id": "yes", **end, "next": "later"}, {"id": "no", **end}],
            },
            {
                "id": "later",
                "text": both("后来。", "Later."),
                "choices": [{"id": "tell", **end}, {"id": "hide", **end}],
            },
        ],
    }


def _yaml(what: Any) -> str:
    return yaml.safe_dump(what, allow_unicode=True, sort_keys=False)
