import { Box, Link, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router-dom';

import {
  ApproveOutcomeReviewDocument,
  ReturnOutcomeReviewDocument,
} from '../../shared/api/generated/graphql.ts';
import { findAction } from '../components/ActionLink.tsx';
import { AboutCase, CaseOf } from '../components/CaseOf.tsx';
import { ChooseOne, choicesOf } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DraftLine } from '../components/form/DraftLine.tsx';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { useKeptForm } from '../components/form/useKeptForm.ts';
import { useLeave } from '../components/form/useLeave.ts';
import { Notice } from '../components/Notice.tsx';
import { PageTitle } from '../components/PageTitle.tsx';
import { ReviewRecord } from '../components/ReviewRecord.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useText } from '../i18n/useText.ts';

const VERDICTS = ['approve', 'return'] as const;
type Verdict = (typeof VERDICTS)[number];

interface Form {
  verdict: Verdict | null;
  words: string;
}

const EMPTY: Form = { verdict: null, words: '' };
type Review = NonNullable<CaseFile['outcomeReview']>;

interface ApprovalProps {
  file: CaseFile;
  review: Review;
  /** Why it cannot be approved yet; sending it back is possible all the same. */
  notYet: string | null;
}

function ApprovalForm({ file, review, notYet }: ApprovalProps) {
  const text = useText();
  const kept = useKeptForm('OUTCOME_REVIEW', review.id, file.id, EMPTY);
  const { verdict, words } = kept.form;
  const backTo = `/cases/${file.id}/show?tab=reviews`;
  const leave = useLeave(backTo);
  const approval = useCommand(ApproveOutcomeReviewDocument, kept, () => leave('reviews.approved'));
  const returning = useCommand(ReturnOutcomeReviewDocument, kept, () => leave('reviews.returned'));

  const wordsLabel = text(verdict === 'return' ? 'reviews.returnText' : 'reviews.approveText');
  const validate = () => {
    const errors: FieldError[] = [];
    if (!verdict) {
      errors.push({
        field: 'verdict',
        text: text('form.chooseOne', { field: text('reviews.decision') }),
      });
    } else if (words.trim() === '') {
      errors.push({ field: 'words', text: text('form.fill', { field: wordsLabel }) });
    }
    return errors;
  };
  const outcome = text(`labels.outcome.${review.proposal ?? review.defaultOutcome}`);

  return (
    <CommandFrame
      title={text('reviews.open')}
      intro={
        <>
          <AboutCase file={file} />
          <Box sx={{ my: 2 }}>
            <Typography variant="h2" sx={{ mb: 1 }}>
              {text('reviews.title')}
            </Typography>
            <ReviewRecord review={review} />
          </Box>
        </>
      }
      backTo={backTo}
      validate={validate}
      answers={() => [
        [
          text('reviews.decision'),
          text(verdict === 'return' ? 'reviews.return' : 'reviews.approve'),
        ],
        [wordsLabel, words],
      ]}
      checkTitle={text('reviews.check')}
      checkIntro={
        verdict === 'return'
          ? text('reviews.checkReturn', {
              author: review.author?.displayName ?? text('common.unknownPerson'),
            })
          : text('reviews.checkApprove', { outcome })
      }
      submitLabel={text('reviews.confirm')}
      onSubmit={() => {
        if (verdict === 'return') {
          returning.run({ reviewId: review.id, feedback: words.trim() });
        } else {
          approval.run({ reviewId: review.id, text: words.trim() });
        }
      }}
      working={approval.working || returning.working}
      refusal={approval.refusal ?? returning.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          {notYet !== null && (
            <Notice tone="info">
              {text('reviews.approve')} · {text('common.notAllowed', { reason: notYet })}
            </Notice>
          )}
          <ChooseOne
            id="verdict"
            label={text('reviews.decision')}
            choices={choicesOf<Verdict>(notYet === null ? VERDICTS : ['return'], (each) =>
              text(`reviews.${each}`),
            )}
            value={verdict}
            onValue={(next) => {
              kept.change({ verdict: next });
              approval.clearRefusal();
              returning.clearRefusal();
            }}
            error={errorOf('verdict')}
          />
          {verdict && (
            <TextBox
              id="words"
              rows={5}
              maxLength={8000}
              label={wordsLabel}
              hint={text(
                verdict === 'return' ? 'reviews.returnTextHint' : 'reviews.approveTextHint',
              )}
              value={words}
              onValue={(next) => kept.change({ words: next })}
              error={errorOf('words')}
            />
          )}
        </>
      )}
    </CommandFrame>
  );
}

/** The opinion is read in full and then approved or sent back, by somebody who did not write it. */
export default function OutcomeReview() {
  const text = useText();
  return (
    <CaseOf>
      {(file) => {
        const review = file.outcomeReview;
        const approval = findAction(file.allowedActions, 'APPROVE_OUTCOME_REVIEW');
        const returning = findAction(file.allowedActions, 'RETURN_OUTCOME_REVIEW');
        const waits = review?.state === 'SUBMITTED';
        if (waits && (approval?.allowed || returning?.allowed)) {
          const notYet = approval?.allowed ? null : (approval?.reason ?? '');
          return <ApprovalForm key={review.id} file={file} review={review} notYet={notYet} />;
        }
        const title = text(waits ? 'reviews.open' : 'reviews.notOpen');
        return (
          <Box sx={{ mt: 2, maxWidth: 640 }}>
            <PageTitle title={title} />
            <Link component={RouterLink} to={`/cases/${file.id}/show?tab=reviews`}>
              ← {text('common.back')}
            </Link>
            <Typography variant="h1" sx={{ mt: 2 }}>
              {title}
            </Typography>
            {approval?.reason && (
              <Typography sx={{ mt: 1 }}>
                {text('common.notAllowed', { reason: approval.reason })}
              </Typography>
            )}
          </Box>
        );
      }}
    </CaseOf>
  );
}
