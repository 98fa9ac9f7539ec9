import { Box, Typography } from '@mui/material';

import type { OutcomeReviewPartsFragment } from '../../shared/api/generated/graphql.ts';
import { formatInstant } from '../../shared/format/dates.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

import { Facts } from './Panel.tsx';
import { Tag } from './Tag.tsx';
import { TaggedLine } from './TaggedLine.tsx';
import { reviewTone } from './tones.ts';

const RATING_TONE = {
  MET: 'ok',
  PARTLY_MET: 'info',
  NOT_MET: 'warn',
  NOT_APPLICABLE: 'quiet',
} as const;

const list = { listStyle: 'none', m: 0, p: 0 } as const;
const row = { py: 1, '& + &': { borderTop: 1, borderColor: 'divider' } } as const;

function Ratings({ review }: { review: OutcomeReviewPartsFragment }) {
  const text = useText();
  return (
    <Box component="ul" sx={list}>
      {review.ratings.map((rating) => (
        <Box component="li" key={`${rating.subjectKind}-${rating.subjectId}`} sx={row}>
          <TaggedLine
            tag={
              rating.rating ? (
                <Tag
                  tone={RATING_TONE[rating.rating]}
                  label={text(`labels.rating.${rating.rating}`)}
                />
              ) : (
                <Tag tone="quiet" label={text('reviews.notRated')} />
              )
            }
          >
            {rating.label}
          </TaggedLine>
          {rating.evidence && (
            <Typography variant="body2" color="textSecondary">
              {rating.evidence}
            </Typography>
          )}
        </Box>
      ))}
    </Box>
  );
}

/** The assembled opinion: what the record says, each rating, who said what, and the proposal. */
export function ReviewRecord({ review }: { review: OutcomeReviewPartsFragment }) {
  const text = useText();
  const language = useLanguage();
  const { assembled } = review;
  const heading = { mt: 2.5, mb: 0.5 } as const;
  return (
    <Box>
      <Facts
        pairs={[
          [
            text('reviews.state'),
            <Tag
              key="state"
              tone={reviewTone[review.state]}
              label={text(`labels.review.${review.state}`)}
            />,
          ],
          [text('reviews.author'), review.author?.displayName ?? text('common.unknownPerson')],
          ...(review.proposal
            ? ([
                [
                  text('reviews.proposal'),
                  <strong key="proposal">{text(`labels.outcome.${review.proposal}`)}</strong>,
                ],
              ] as const)
            : []),
          ...(review.reasons ? ([[text('reviews.reasons'), review.reasons]] as const) : []),
        ]}
      />
      <Typography variant="h3" sx={heading}>
        {text('reviews.assembled')}
      </Typography>
      <Facts
        pairs={[
          [text('reviews.checkInsKept'), assembled.checkInsKept],
          [text('reviews.checkInsMissed'), assembled.checkInsMissed],
          [text('reviews.modulesDone'), `${assembled.modulesDone} / ${assembled.modulesAssigned}`],
          [text('reviews.goalsDone'), `${assembled.goalsDone} / ${assembled.goalsCount}`],
          [text('reviews.conditionsCount'), assembled.conditionsCount],
        ]}
      />
      <Typography variant="h3" sx={heading}>
        {text('reviews.ratings')}
      </Typography>
      <Ratings review={review} />
      {review.evaluations.length > 0 && (
        <>
          <Typography variant="h3" sx={heading}>
            {text('reviews.evaluations')}
          </Typography>
          <Facts
            pairs={review.evaluations.map(
              ({ by, text: words }) => [text(`labels.evaluator.${by}`), words] as const,
            )}
          />
        </>
      )}
      {review.missing.length > 0 && (
        <>
          <Typography variant="h3" sx={heading}>
            {text('reviews.missing')}
          </Typography>
          <ul>
            {review.missing.map(({ code, label }) => (
              <li key={code}>{label}</li>
            ))}
          </ul>
        </>
      )}
      {review.feedback.length > 0 && (
        <>
          <Typography variant="h3" sx={heading}>
            {text('reviews.feedback')}
          </Typography>
          {review.feedback.map((feedback) => (
            <Typography key={feedback.at} variant="body2">
              {feedback.by?.displayName ?? text('common.unknownPerson')} ·{' '}
              {formatInstant(feedback.at, language)}
              {text('common.colon')}
              {feedback.text}
            </Typography>
          ))}
        </>
      )}
    </Box>
  );
}
