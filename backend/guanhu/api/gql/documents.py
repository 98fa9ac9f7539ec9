"""Papers in the schema: forms, preview, issue, and the list of a case."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from guanhu.access.permissions import Permission
from guanhu.api.gql.account_summary import AccountSummary, account_summary
from guanhu.api.gql.basis import LanguageArgument
from guanhu.api.gql.case_base import CaseBase, once
from guanhu.api.gql.commands import enum_type, input_type, record
from guanhu.api.gql.context import Context, Info
from guanhu.api.gql.refused import Refused
from guanhu.api.gql.scalars import Language
from guanhu.documents import facts
from guanhu.documents.templates.registry import LATEST, template_of
from guanhu.documents.templates.template import Template
from guanhu.documents.use_cases.read_documents import (
    read_document,
    read_documents,
    read_register_documents,
)
from guanhu.kernel.errors import Refusal
from guanhu.papers.use_cases.issue_document import (
    PreviewDocument,
    PreviewedDocument,
    issue_document,
    preview_document,
)
from guanhu.papers.use_cases.issue_query_decision import (
    PreviewQueryDecision,
    issue_query_decision,
    preview_query_decision,
)

PreviewQueryDecisionInput = input_type(PreviewQueryDecision)
DocumentKind = enum_type(facts.DocumentKind)
BlankType = enum_type(facts.BlankType)
DocumentSource = strawberry.enum(
    facts.Source, name="DocumentSource", description="Which record a paper is made from."
)
PreviewDocumentInput = input_type(PreviewDocument)


@strawberry.type(description="One of the values of a blank that offers a choice.")
class BlankChoice:
    """Wraps a choice."""

    choice: strawberry.Private[facts.Choice]

    @strawberry.field(description="What is sent.")
    def code(self) -> str:
        return self.choice.code

    @strawberry.field(description="What is shown.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return self.choice.zh if language is Language.ZH else self.choice.en


@strawberry.type(description="Something a paper says that no record of the case holds.")
class DocumentBlank:
    """Wraps a blank."""

    blank: strawberry.Private[facts.Blank]

    @strawberry.field(description="Under which it is sent.")
    def name(self) -> str:
        return self.blank.name

    @strawberry.field(description="What to write there.")
    def label(self, language: LanguageArgument = Language.ZH) -> str:
        return self.blank.zh if language is Language.ZH else self.blank.en

    @strawberry.field(description="What it holds.")
    def type(self) -> BlankType:  # type: ignore[valid-type]
        return self.blank.type

    @strawberry.field(description="Whether the paper is never made without it.")
    def required(self) -> bool:
        return self.blank.required

    @strawberry.field(description="How many characters it holds.")
    def at_most(self) -> int:
        return self.blank.at_most

    @strawberry.field(description="The values to choose from; empty for other types.")
    def choices(self) -> list[BlankChoice]:
        return [BlankChoice(choice=choice) for choice in self.blank.choices]


@strawberry.type(description="A paper that can be made, and what has to be filled in.")
class DocumentForm:
    """Wraps the latest version of a template."""

    template: strawberry.Private[Template]

    @strawberry.field(description="Which paper.")
    def kind(self) -> DocumentKind:  # type: ignore[valid-type]
        return self.template.kind

    @strawberry.field(description="What it is called.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return _title(self.template, language)

    @strawberry.field(description="The version it is made with now.")
    def version(self) -> int:
        return self.template.version

    @strawberry.field(description="Whether it gets a number of the office's register.")
    def numbered(self) -> bool:
        return self.template.series is not None

    @strawberry.field(description="Whether it has an editable form, to be signed on paper.")
    def editable(self) -> bool:
        return self.template.editable

    @strawberry.field(description="Whether it is about the sealed register and not about a case.")
    def of_register(self) -> bool:
        return self.template.of_register

    @strawberry.field(description="Which record has to be named, if any.")
    def source(self) -> DocumentSource | None:  # type: ignore[valid-type]
        return self.template.source

    @strawberry.field(description="What has to be, or may be, filled in.")
    def blanks(self) -> list[DocumentBlank]:
        return [DocumentBlank(blank=blank) for blank in self.template.blanks]


@strawberry.type(description="An issued paper; it never changes. Nothing here tells what it says.")
class Document:
    """Wraps a paper."""

    seen: strawberry.Private[facts.DocumentSeen]

    @strawberry.field(description="Identifier.")
    def id(self) -> UUID:
        return self.seen.id

    @strawberry.field(description="Which paper.")
    def kind(self) -> DocumentKind:  # type: ignore[valid-type]
        return self.seen.kind

    @strawberry.field(description="What it is called.")
    def title(self, language: LanguageArgument = Language.ZH) -> str:
        return _title(template_of(self.seen.kind, self.seen.template_version), language)

    @strawberry.field(description="Its number in the office's register, where it has one.")
    def number(self) -> str | None:
        return self.seen.number

    @strawberry.field(description="The version of the template it was made with.")
    def template_version(self) -> int:
        return self.seen.template_version

    @strawberry.field(description="SHA-256 of the PDF, in hexadecimal.")
    def sha256(self) -> str:
        return self.seen.sha256

    @strawberry.field(description="The record it was made from, where one was named.")
    def source_id(self) -> UUID | None:
        return self.seen.source_id

    @strawberry.field(description="Who issued it.")
    async def issued_by(self, info: Info) -> AccountSummary | None:
        return await account_summary(info.context, self.seen.issued_by)

    @strawberry.field(description="When it was issued.")
    def issued_at(self) -> datetime:
        return self.seen.issued_at

    @strawberry.field(description="Where the PDF is fetched, with the access token.")
    def path(self) -> str:
        return f"/documents/{self.seen.id}.{facts.DocumentFormat.PDF.value}"

    @strawberry.field(description="Where the editable form is fetched, where there is one.")
    def editable_path(self) -> str | None:
        if not self.seen.editable:
            return None
        return f"/documents/{self.seen.id}.{facts.DocumentFormat.DOCX.value}"


@strawberry.type(description="A paper as it would be issued, marked on every page; kept nowhere.")
class DocumentPreview:
    """Wraps a preview."""

    made: strawberry.Private[PreviewedDocument]

    @strawberry.field(description="The PDF in base64.")
    def pdf(self) -> str:
        return base64.b64encode(self.made.pdf).decode()


PreviewDocumentResult = Annotated[
    DocumentPreview | Refused,
    strawberry.union("PreviewDocumentResult", description="What previewDocument answers."),
]


@strawberry.type(description="Papers on the case page.")
class CaseDocumentsPart(CaseBase):
    """Null for those they are not for."""

    @strawberry.field(description="Issued papers, first issued first; null for others' eyes.")
    async def documents(self, info: Info) -> list[Document] | None:
        context, case_id = info.context, self.page.case.id
        if not context.actor.may(Permission.DOCUMENT_READ):
            return None

        async def load() -> list[facts.DocumentSeen]:
            return await read_documents(context.database, context.clock, context.actor, case_id)

        found: list[facts.DocumentSeen] = await once(context, ("documents", case_id), load)
        return [Document(seen=seen) for seen in found]


@strawberry.type
class DocumentQueries:
    """Forms and previews."""

    @strawberry.field(description="Every paper that can be made, with its blanks.")
    def document_forms(self, info: Info) -> list[DocumentForm]:
        info.context.actor.require(Permission.DOCUMENT_ISSUE)
        return [DocumentForm(template=LATEST[kind]) for kind in facts.DocumentKind]

    @strawberry.field(description="See a paper before it is issued.")
    async def preview_document(
        self,
        info: Info,
        input: Annotated[
            PreviewDocumentInput,  # type: ignore[valid-type]
            strawberry.argument(description="What would be issued."),
        ],
    ) -> PreviewDocumentResult:
        context = info.context
        try:
            made = await preview_document(context.database, context.clock, context.actor, input)
        except Refusal as refusal:
            return Refused(refusal=refusal)
        return DocumentPreview(made=made)

    @strawberry.field(description="See the answer to a query before it is issued.")
    async def preview_query_decision(
        self,
        info: Info,
        input: Annotated[
            PreviewQueryDecisionInput,  # type: ignore[valid-type]
            strawberry.argument(description="What would be issued."),
        ],
    ) -> PreviewDocumentResult:
        context = info.context
        try:
            made = await preview_query_decision(
                context.database, context.clock, context.actor, input
            )
        except Refusal as refusal:
            return Refused(refusal=refusal)
        return DocumentPreview(made=made)

    @strawberry.field(description="Papers about one line of the sealed register.")
    async def register_documents(
        self,
        info: Info,
        seal_order_id: Annotated[
            UUID, strawberry.argument(description="The line of the register.")
        ],
    ) -> list[Document]:
        context = info.context
        found = await read_register_documents(
            context.database, context.clock, context.actor, seal_order_id
        )
        return [Document(seen=seen) for seen in found]


async def load_document(context: Context, document_id: UUID) -> Document:
    """A paper for an answer."""
    return Document(
        seen=await read_document(context.database, context.clock, context.actor, document_id)
    )


def _title(template: Template, language: Language) -> str:
    return template.zh if language is Language.ZH else template.en


record("document", Document, load_document, "The paper as it was issued.")

MUTATIONS = (
    (issue_document, "Issue a paper: from then on it never changes."),
    (issue_query_decision, "Issue the answer to a query about a sealed record."),
)
