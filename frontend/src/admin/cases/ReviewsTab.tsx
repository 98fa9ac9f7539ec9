import { ActionLink, findAction } from '../components/ActionLink.tsx';
import { Nothing, Panel } from '../components/Panel.tsx';
import { ReviewRecord } from '../components/ReviewRecord.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useText } from '../i18n/useText.ts';

/** The outcome review as it stands, and the way to its approval. */
export default function ReviewsTab({ file }: { file: CaseFile }) {
  const text = useText();
  const review = file.outcomeReview;
  return (
    <Panel
      title={text('reviews.title')}
      action={
        review?.state === 'SUBMITTED' ? (
          <ActionLink
            offered={
              findAction(file.allowedActions, 'RETURN_OUTCOME_REVIEW') ??
              findAction(file.allowedActions, 'APPROVE_OUTCOME_REVIEW')
            }
            to={`/cases/${file.id}/outcome-review`}
            label={text('reviews.open')}
            main
          />
        ) : undefined
      }
    >
      {review ? (
        <ReviewRecord review={review} />
      ) : (
        <Nothing title={text('reviews.empty')} why={text('reviews.emptyWhy')} />
      )}
    </Panel>
  );
}
