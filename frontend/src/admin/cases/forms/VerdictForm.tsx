import { Box } from '@mui/material';
import type { ReactNode } from 'react';

import type { DraftForm, RefusalPartsFragment } from '../../../shared/api/generated/graphql.ts';
import { AboutCase } from '../../components/CaseOf.tsx';
import { ChooseOne, choicesOf } from '../../components/form/Choices.tsx';
import { CommandFrame } from '../../components/form/CommandFrame.tsx';
import { DraftLine } from '../../components/form/DraftLine.tsx';
import { TextBox } from '../../components/form/TextBox.tsx';
import { useKeptForm } from '../../components/form/useKeptForm.ts';
import type { CaseFile } from '../../dataProvider/bindings/cases.ts';
import { useText } from '../../i18n/useText.ts';

import { fieldErrors } from './errors.ts';

type Verdict = 'approve' | 'return';

interface Verdicts {
  verdict: Verdict | null;
  /** The words of the approval. */
  text: string;
  /** What is to be looked at again. */
  feedback: string;
}

const EMPTY: Verdicts = { verdict: null, text: '', feedback: '' };

/** The words of a verdict, kept while they are written. */
export const useVerdict = (draft: DraftForm, recordId: string, caseId: string) =>
  useKeptForm(draft, recordId, caseId, EMPTY);

interface Command {
  working: boolean;
  refusal: RefusalPartsFragment | null;
}

interface VerdictFormProps {
  file: CaseFile;
  title: string;
  /** What is judged, shown in full. */
  record: ReactNode;
  kept: ReturnType<typeof useVerdict>;
  backTo: string;
  /** Label and hint of the words an approval needs; none when it needs no words. */
  words?: { label: string; hint: string };
  approval: Command;
  returning: Command;
  onApprove: (text: string) => void;
  onReturn: (feedback: string) => void;
}

/** Read in full, then approved or sent back with what is missing, by somebody who did not write it. */
export function VerdictForm({
  file,
  title,
  record,
  kept,
  backTo,
  words,
  approval,
  returning,
  onApprove,
  onReturn,
}: VerdictFormProps) {
  const text = useText();
  const { form, change } = kept;
  const approves = form.verdict === 'approve';
  return (
    <CommandFrame
      title={title}
      intro={
        <>
          <AboutCase file={file} />
          <Box sx={{ my: 2 }}>{record}</Box>
        </>
      }
      backTo={backTo}
      validate={() => {
        const errors = fieldErrors(text);
        errors.chosen('verdict', text('reviews.decision'), form.verdict);
        if (approves && words) errors.filled('text', words.label, form.text);
        if (form.verdict === 'return') {
          errors.filled('feedback', text('reviews.returnText'), form.feedback);
        }
        return errors.found;
      }}
      answers={() => [
        [text('reviews.decision'), text(approves ? 'reviews.approve' : 'reviews.return')],
        ...(approves
          ? words
            ? ([[words.label, form.text]] as const)
            : []
          : ([[text('reviews.returnText'), form.feedback]] as const)),
      ]}
      checkTitle={text('reviews.check')}
      checkIntro={text('steps.checkIntro')}
      submitLabel={text('reviews.confirm')}
      onSubmit={() => {
        if (approves) onApprove(form.text.trim());
        else onReturn(form.feedback.trim());
      }}
      working={approval.working || returning.working}
      refusal={(approves ? approval : returning).refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="verdict"
            label={text('reviews.decision')}
            choices={choicesOf(['approve', 'return'] as const, (each) => text(`reviews.${each}`))}
            value={form.verdict}
            onValue={(verdict) => change({ verdict })}
            error={errorOf('verdict')}
          />
          {approves && words && (
            <TextBox
              id="text"
              rows={5}
              maxLength={8000}
              label={words.label}
              hint={words.hint}
              value={form.text}
              onValue={(next) => change({ text: next })}
              error={errorOf('text')}
            />
          )}
          {form.verdict === 'return' && (
            <TextBox
              id="feedback"
              rows={4}
              maxLength={4000}
              label={text('reviews.returnText')}
              hint={text('reviews.returnTextHint')}
              value={form.feedback}
              onValue={(feedback) => change({ feedback })}
              error={errorOf('feedback')}
            />
          )}
        </>
      )}
    </CommandFrame>
  );
}
