import { Typography } from '@mui/material';
import { useParams } from 'react-router-dom';

import {
  ReviewMissedCheckInDocument,
  type MissedReason,
} from '../../shared/api/generated/graphql.ts';
import { formatDate, formatShortDate } from '../../shared/format/dates.ts';
import { AboutCase, CaseOf } from '../components/CaseOf.tsx';
import { ChooseOne, choicesOf } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DraftLine } from '../components/form/DraftLine.tsx';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { useKeptForm } from '../components/form/useKeptForm.ts';
import { useLeave } from '../components/form/useLeave.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

const REASONS: readonly MissedReason[] = [
  'ILLNESS',
  'SCHOOL',
  'FAMILY',
  'FORGOT',
  'REFUSED',
  'UNREACHABLE',
  'OTHER',
];

type CheckIn = CaseFile['checkIns'][number];

interface Form {
  reason: MissedReason | null;
  note: string;
}

const EMPTY: Form = { reason: null, note: '' };

function ReviewForm({ file, checkIn }: { file: CaseFile; checkIn: CheckIn }) {
  const text = useText();
  const language = useLanguage();
  const kept = useKeptForm('REVIEW_MISSED_CHECK_IN', checkIn.id, file.id, EMPTY);
  const { reason, note } = kept.form;
  const backTo = `/cases/${file.id}/show?tab=checkIns`;
  const leave = useLeave(backTo);
  const command = useCommand(ReviewMissedCheckInDocument, kept, () => leave('checkIns.reviewed'));
  const window = text('checkIns.window', {
    from: formatDate(checkIn.dueFrom, language),
    to: formatShortDate(checkIn.dueUntil, language),
  });

  const validate = () => {
    const errors: FieldError[] = [];
    if (!reason) {
      errors.push({
        field: 'reason',
        text: text('form.chooseOne', { field: text('checkIns.reason') }),
      });
    }
    if (note.trim() === '') {
      errors.push({
        field: 'note',
        text: text('form.fill', { field: text('checkIns.reviewNote') }),
      });
    }
    return errors;
  };

  return (
    <CommandFrame
      title={text('checkIns.reviewMissed')}
      intro={
        <>
          <AboutCase file={file} />
          <Typography sx={{ mt: 1 }}>
            {window} · {text(`labels.checkInKind.${checkIn.kind}`)}
          </Typography>
        </>
      }
      backTo={backTo}
      validate={validate}
      answers={() => [
        [text('checkIns.date'), window],
        [text('checkIns.reason'), reason && text(`labels.missedReason.${reason}`)],
        [text('checkIns.reviewNote'), note],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('checkIns.checkIntro')}
      submitLabel={text('checkIns.submitReview')}
      onSubmit={() => {
        if (!reason) return;
        command.run({ checkInId: checkIn.id, reason, note: note.trim() });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="reason"
            label={text('checkIns.reason')}
            hint={text('checkIns.reasonHint')}
            choices={choicesOf(REASONS, (each) => text(`labels.missedReason.${each}`))}
            value={reason}
            onValue={(next) => kept.change({ reason: next })}
            error={errorOf('reason')}
          />
          <TextBox
            id="note"
            rows={4}
            maxLength={4000}
            label={text('checkIns.reviewNote')}
            hint={text('checkIns.reviewNoteHint')}
            value={note}
            onValue={(next) => kept.change({ note: next })}
            error={errorOf('note')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** A missed check-in is looked into by a person, with a reason. */
export default function ReviewMissed() {
  const text = useText();
  const { checkInId } = useParams();
  return (
    <CaseOf>
      {(file) => {
        const checkIn = file.checkIns.find(({ id }) => id === checkInId);
        return checkIn ? (
          <ReviewForm key={checkIn.id} file={file} checkIn={checkIn} />
        ) : (
          <Typography sx={{ mt: 4 }}>{text('problems.NOT_VISIBLE')}</Typography>
        );
      }}
    </CaseOf>
  );
}
