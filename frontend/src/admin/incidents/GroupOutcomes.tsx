import { Box, Typography } from '@mui/material';
import { useGetList, type RaRecord } from 'ra-core';
import { useEffect, useRef, useState } from 'react';
import { Loading } from 'react-admin';

import {
  RecordOutcomesDocument,
  type RecordOutcomesMutation,
} from '../../shared/api/generated/graphql.ts';
import { addDays, inShanghai } from '../../shared/format/dates.ts';
import { ChooseOne, ChooseSome } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DateBox } from '../components/form/DateBox.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { Notice } from '../components/Notice.tsx';
import type { CaseListItem } from '../dataProvider/bindings/cases.ts';
import type { OutcomeEntry } from '../dataProvider/bindings/outcomes.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useText } from '../i18n/useText.ts';

import { emptyGroup, itemsOf, problemsOf, type GroupForm } from './groupOutcomes.ts';

type Answered = Extract<
  RecordOutcomesMutation['recordOutcomes'],
  { __typename: 'RecordOutcomesSuccess' }
>;
type Result = Answered['items'][number];

const LISTED = 100;

interface ResultsProps {
  results: readonly Result[];
  nameOf: (caseId: string) => string;
}

/** Who was saved and who was not, by name, each refusal with its reason. Takes the focus. */
function Results({ results, nameOf }: ResultsProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [results]);
  const saved = results.filter(({ code }) => code === null);
  const refused = results.filter(({ code }) => code !== null);
  if (results.length === 0) return null;
  return (
    <Box ref={box} tabIndex={-1} sx={{ outline: 'none' }}>
      {saved.length > 0 && (
        <Notice tone="ok">
          <strong>{text('group.saved', { smart_count: saved.length })}</strong>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {saved.map(({ caseId }) => (
              <li key={caseId}>{nameOf(caseId)}</li>
            ))}
          </Box>
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="danger">
          <strong>{text('group.refused', { smart_count: refused.length })}</strong>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {refused.map(({ caseId, message }) => (
              <li key={caseId}>
                {nameOf(caseId)}
                {text('common.colon')}
                {message}
              </li>
            ))}
          </Box>
          {text('group.kept')}
        </Notice>
      )}
    </Box>
  );
}

interface FormProps {
  cases: readonly CaseListItem[];
  total: number;
  table: readonly OutcomeEntry[];
}

function GroupOutcomesForm({ cases, total, table }: FormProps) {
  const text = useText();
  const [form, setForm] = useState<GroupForm>(emptyGroup);
  const [results, setResults] = useState<readonly Result[]>([]);
  const [round, setRound] = useState(0);
  const entry = table.find(({ code }) => code === form.outcome);
  const { date: today } = inShanghai(new Date());
  const change = (next: Partial<GroupForm>) => setForm({ ...form, ...next });
  const nameOf = (caseId: string) => {
    const found = cases.find(({ id }) => id === caseId);
    return found ? `${found.maskedName} ${found.caseNumber}` : text('common.unknownPerson');
  };
  const command = useCommand(RecordOutcomesDocument, null, (answer) => {
    const refused = answer.items.filter(({ code }) => code !== null);
    setResults(answer.items);
    // Who was not saved stays chosen; when all were, the next outcome of the session can be written.
    setForm({ ...form, caseIds: refused.map(({ caseId }) => caseId) });
    setRound(round + 1);
    window.scrollTo({ top: 0 });
  });
  const told = new Map(results.map((result) => [result.caseId, result]));
  const standing = (caseId: string) => {
    const result = told.get(caseId);
    if (result === undefined) return undefined;
    return result.code === null ? text('group.onRecord') : (result.message ?? undefined);
  };

  return (
    <CommandFrame
      key={round}
      title={text('group.title')}
      intro={
        <>
          <Typography color="textSecondary">{text('group.intro')}</Typography>
          <Results results={results} nameOf={nameOf} />
        </>
      }
      backTo="/cases"
      backLabel={text('resources.cases.name')}
      validate={() => problemsOf(form, entry, text, new Date())}
      answers={() => [
        [text('group.people'), form.caseIds.map(nameOf).join('\n')],
        [text('group.heldOn'), form.heldOn],
        [text('group.outcome'), entry?.title],
        ...(entry && entry.kinds.length > 0
          ? [
              [
                text('group.kind'),
                entry.kinds.find(({ code }) => code === form.absenceKind)?.title,
              ] as const,
            ]
          : []),
        [text('group.note'), form.note],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('group.checkIntro', { smart_count: form.caseIds.length })}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        if (entry) command.run({ items: itemsOf(form, entry) });
      }}
      working={command.working}
      refusal={command.refusal}
    >
      {(errorOf) => (
        <>
          <ChooseSome
            id="caseIds"
            wide
            label={text('group.people')}
            hint={text(total > LISTED ? 'group.peopleSome' : 'group.peopleHint', { most: LISTED })}
            choices={cases.map(({ id }) => ({
              value: id,
              label: nameOf(id),
              detail: standing(id),
            }))}
            values={form.caseIds}
            onValues={(caseIds) => change({ caseIds })}
            error={errorOf('caseIds')}
          />
          <DateBox
            id="heldOn"
            label={text('group.heldOn')}
            value={form.heldOn}
            onValue={(heldOn) => change({ heldOn })}
            error={errorOf('heldOn')}
            quick={[
              { label: text('checkIns.today'), date: today },
              { label: text('checkIns.yesterday'), date: addDays(today, -1) },
            ]}
          />
          <ChooseOne
            id="outcome"
            wide
            label={text('group.outcome')}
            choices={table.map(({ code, title, evidenceDays }) => ({
              value: code,
              label: title,
              detail:
                evidenceDays === null
                  ? undefined
                  : text('group.evidenceDays', { smart_count: evidenceDays }),
            }))}
            value={form.outcome}
            onValue={(outcome) => change({ outcome, absenceKind: null })}
            error={errorOf('outcome')}
          />
          {entry && entry.kinds.length > 0 && (
            <ChooseOne
              id="absenceKind"
              label={text('group.kind')}
              choices={entry.kinds.map(({ code, title }) => ({ value: code, label: title }))}
              value={form.absenceKind}
              onValue={(absenceKind) => change({ absenceKind })}
              error={errorOf('absenceKind')}
            />
          )}
          <TextBox
            id="note"
            rows={3}
            maxLength={2000}
            label={text('group.note')}
            hint={text('group.noteHint')}
            value={form.note}
            onValue={(note) => change({ note })}
            error={errorOf('note')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** What came of a group session: one outcome for all who are chosen, each in the own file. */
export default function GroupOutcomes() {
  const cases = useGetList<CaseListItem & RaRecord<string>>(
    'cases',
    {
      pagination: { page: 1, perPage: LISTED },
      sort: { field: 'CASE_NUMBER', order: 'ASC' },
      filter: { status: ['ON_PROBATION'] },
    },
    { refetchOnWindowFocus: false },
  );
  const table = useGetList<OutcomeEntry & RaRecord<string>>('outcomes');
  if (!cases.data || !table.data) return <Loading />;
  return <GroupOutcomesForm cases={cases.data} total={cases.total ?? 0} table={table.data} />;
}
