import { Box, Typography } from '@mui/material';
import { useGetList, type RaRecord } from 'ra-core';

import {
  RecordScreeningDocument,
  type Criterion,
  type Evidence,
  type Finding,
  type Remorse,
} from '../../../shared/api/generated/graphql.ts';
import { findAction } from '../../components/ActionLink.tsx';
import { Basis } from '../../components/Basis.tsx';
import { AboutCase, CaseOf } from '../../components/CaseOf.tsx';
import { ChooseOne, ChooseSome, choicesOf } from '../../components/form/Choices.tsx';
import { CommandFrame } from '../../components/form/CommandFrame.tsx';
import { DraftLine } from '../../components/form/DraftLine.tsx';
import { TextBox } from '../../components/form/TextBox.tsx';
import { useKeptForm } from '../../components/form/useKeptForm.ts';
import { useLeave } from '../../components/form/useLeave.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import type { CriterionEntry } from '../../dataProvider/bindings/screening.ts';
import { useCommand } from '../../dataProvider/useCommand.ts';
import { useText, type Text } from '../../i18n/useText.ts';

import { fieldErrors } from './errors.ts';
import { NotOpen } from './NotOpen.tsx';

const FINDINGS: readonly Finding[] = ['MET', 'NOT_MET', 'UNCLEAR'];
const EVIDENCE: readonly Evidence[] = [
  'SUFFICIENT',
  'INSUFFICIENT',
  'NO_CRIME',
  'MINOR_CIRCUMSTANCES',
];
const REMORSE: readonly Remorse[] = [
  'PLEADED_GUILTY',
  'APOLOGISED',
  'RESTITUTION',
  'FORGIVEN',
  'SELF_SURRENDER',
  'MERITORIOUS_SERVICE',
  'DISCONTINUED',
];
const MOST_MONTHS = 600;

interface Form {
  months: string;
  expectedReason: string;
  evidence: Evidence | null;
  remorse: Remorse[];
  findings: Partial<Record<Criterion, Finding>>;
  reasons: Partial<Record<Criterion, string>>;
}

const EMPTY: Form = {
  months: '',
  expectedReason: '',
  evidence: null,
  remorse: [],
  findings: {},
  reasons: {},
};

/** Whole months as typed, or null. */
function monthsOf(typed: string): number | null {
  const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : null;
  return months !== null && months <= MOST_MONTHS ? months : null;
}

function problemsOf(form: Form, criteria: readonly CriterionEntry[], text: Text) {
  const errors = fieldErrors(text);
  if (monthsOf(form.months) === null) {
    errors.found.push({ field: 'expectedMonths', text: text('screening.monthsWrong') });
  }
  errors.filled('expectedReason', text('screening.expectedReason'), form.expectedReason);
  errors.chosen('evidence', text('screening.evidence'), form.evidence);
  for (const { code, title } of criteria) {
    if (!form.findings[code]) {
      errors.found.push({ field: code, text: text('screening.findingOf', { title }) });
    }
    const label = text('screening.reasonOf', { title });
    errors.filled(`${code}-reason`, label, form.reasons[code] ?? '');
  }
  return errors.found;
}

function ScreeningForm({
  file,
  criteria,
}: {
  file: CaseFile;
  criteria: readonly CriterionEntry[];
}) {
  const text = useText();
  const kept = useKeptForm('SCREENING', file.id, file.id, EMPTY);
  const { form, change } = kept;
  const backTo = `/cases/${file.id}/show`;
  const leave = useLeave(backTo);
  const command = useCommand(RecordScreeningDocument, kept, () => leave('screening.recorded'));
  const finding = (code: Criterion) => {
    const found = form.findings[code];
    return found ? text(`screening.finding.${found}`) : null;
  };

  return (
    <CommandFrame
      title={text('labels.action.RECORD_SCREENING')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={() => problemsOf(form, criteria, text)}
      answers={() => [
        [text('screening.months'), form.months],
        [text('screening.expectedReason'), form.expectedReason],
        [
          text('screening.evidence'),
          form.evidence && text(`screening.evidenceOf.${form.evidence}`),
        ],
        [
          text('screening.remorse'),
          form.remorse
            .map((each) => text(`screening.remorseOf.${each}`))
            .join(text('screening.and')) || text('screening.triage.none'),
        ],
        ...criteria.map(
          ({ code, title }) =>
            [
              title,
              <>
                <strong>{finding(code)}</strong>
                <br />
                {form.reasons[code]}
              </>,
            ] as const,
        ),
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('screening.checkIntro')}
      submitLabel={text('checkIns.submit')}
      onSubmit={() => {
        const months = monthsOf(form.months);
        if (months === null || !form.evidence) return;
        command.run({
          caseId: file.id,
          expectedMonths: months,
          expectedReason: form.expectedReason.trim(),
          evidence: form.evidence,
          remorse: form.remorse,
          answers: criteria.flatMap(({ code }) => {
            const found = form.findings[code];
            const reason = (form.reasons[code] ?? '').trim();
            return found ? [{ criterion: code, finding: found, reason }] : [];
          }),
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <TextBox
            id="expectedMonths"
            maxLength={3}
            label={text('screening.months')}
            hint={text('screening.monthsHint')}
            value={form.months}
            onValue={(months) => change({ months })}
            error={errorOf('expectedMonths')}
            input={{ inputMode: 'numeric', autoComplete: 'off' }}
          />
          <TextBox
            id="expectedReason"
            rows={3}
            maxLength={2000}
            label={text('screening.expectedReason')}
            value={form.expectedReason}
            onValue={(expectedReason) => change({ expectedReason })}
            error={errorOf('expectedReason')}
          />
          <ChooseOne
            id="evidence"
            label={text('screening.evidence')}
            choices={choicesOf(EVIDENCE, (each) => text(`screening.evidenceOf.${each}`))}
            value={form.evidence}
            onValue={(evidence) => change({ evidence })}
            error={errorOf('evidence')}
          />
          <ChooseSome
            id="remorse"
            label={text('screening.remorse')}
            hint={text('screening.remorseHint')}
            choices={choicesOf(REMORSE, (each) => text(`screening.remorseOf.${each}`))}
            values={form.remorse}
            onValues={(remorse) => change({ remorse })}
            error={errorOf('remorse')}
          />
          {criteria.map(({ code, title, statement, basis }) => (
            <Box key={code} sx={{ mt: 3, pt: 1, borderTop: 1, borderColor: 'divider' }}>
              <ChooseOne
                id={code}
                label={title}
                hint={statement}
                choices={choicesOf(FINDINGS, (each) => text(`screening.finding.${each}`))}
                value={form.findings[code] ?? null}
                onValue={(found) => change({ findings: { ...form.findings, [code]: found } })}
                error={errorOf(code)}
              />
              {basis && (
                <Typography variant="body2" color="textSecondary" component="div" sx={{ mt: 0.5 }}>
                  <Basis basis={basis} />
                </Typography>
              )}
              <TextBox
                id={`${code}-reason`}
                rows={2}
                maxLength={2000}
                label={text('screening.reasonOf', { title })}
                value={form.reasons[code] ?? ''}
                onValue={(reason) => change({ reasons: { ...form.reasons, [code]: reason } })}
                error={errorOf(`${code}-reason`)}
              />
            </Box>
          ))}
        </>
      )}
    </CommandFrame>
  );
}

/** One answer and one reason per criterion: may a conditional decision be made at all? */
export default function RecordScreening() {
  const { data: criteria } = useGetList<CriterionEntry & RaRecord<string>>('criteria');
  return (
    <CaseOf>
      {(file) => {
        if (!findAction(file.allowedActions, 'RECORD_SCREENING')?.allowed) {
          return <NotOpen file={file} action="RECORD_SCREENING" />;
        }
        return criteria ? <ScreeningForm key={file.id} file={file} criteria={criteria} /> : null;
      }}
    </CaseOf>
  );
}
