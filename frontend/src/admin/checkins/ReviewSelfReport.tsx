import { Box, Checkbox, FormControlLabel, Link, Paper, Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import type { ReactNode } from 'react';
import { Loading } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';

import { ReviewSelfReportDocument } from '../../shared/api/generated/graphql.ts';
import { formatInstant } from '../../shared/format/dates.ts';
import { AboutCase, CaseOf } from '../components/CaseOf.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DraftLine } from '../components/form/DraftLine.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { useKeptForm } from '../components/form/useKeptForm.ts';
import { useLeave } from '../components/form/useLeave.ts';
import { PageTitle } from '../components/PageTitle.tsx';
import { Facts } from '../components/Panel.tsx';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import {
  queueId,
  type QueuedSelfReport,
  type SelfReportPage,
} from '../dataProvider/bindings/selfReports.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText, type Text } from '../i18n/useText.ts';

import { Signs } from './SelfReportQueues.tsx';

interface Form {
  note: string;
  sensitive: boolean;
}

const EMPTY: Form = { note: '', sensitive: false };
const QUEUES_PAGE = '/self-reports';

/** What the young person said, in the words of the pages it was said on. */
function said(text: Text, file: CaseFile, report: NonNullable<QueuedSelfReport['report']>) {
  const none = text('common.none');
  const wordingOf = (id: string) =>
    file.plan?.conditions.find((condition) => condition.id === id)?.sentence ??
    text('selfReports.earlierCondition');
  const pairs: (readonly [string, ReactNode])[] = [
    [text('report.mood.short'), text(`report.mood.choice.${report.mood}`)],
    [
      text('report.help.short'),
      [text(report.helpWanted ? 'report.help.yes' : 'report.help.no'), report.helpWith]
        .filter(Boolean)
        .join(text('common.colon')),
    ],
    [text('report.talk.short'), text(report.wantToTalk ? 'report.talk.yes' : 'report.talk.no')],
    [text('report.proud.short'), report.proudOf ?? none],
    ...report.questions.map(({ question, answer }) => [question, answer ?? none] as const),
  ];
  return (
    <>
      <Facts pairs={pairs} />
      {report.conditions.length > 0 && (
        <Box component="ul" sx={{ pl: 2.5, my: 1.5 }}>
          {report.conditions.map(({ conditionId, answer }) => (
            <li key={conditionId}>
              <strong>{text(`report.conditions.choice.${answer}`)}</strong>
              {text('common.colon')}
              {wordingOf(conditionId)}
            </li>
          ))}
        </Box>
      )}
    </>
  );
}

function Record({ file, item }: { file: CaseFile; item: QueuedSelfReport }) {
  const text = useText();
  const language = useLanguage();
  const { report, checkIn } = item;
  return (
    <Box sx={{ my: 2 }}>
      <AboutCase file={file} />
      {checkIn.happenedAt && (
        <Typography variant="body2" color="textSecondary">
          {text('selfReports.givenAt', { at: formatInstant(checkIn.happenedAt, language) })}
        </Typography>
      )}
      <Signs item={item} />
      <Box sx={{ mt: 2 }}>{report && said(text, file, report)}</Box>
    </Box>
  );
}

function ReviewForm({ file, item }: { file: CaseFile; item: QueuedSelfReport }) {
  const text = useText();
  const kept = useKeptForm('OTHER', item.checkIn.id, file.id, EMPTY);
  const { note, sensitive } = kept.form;
  const leave = useLeave(QUEUES_PAGE);
  const command = useCommand(ReviewSelfReportDocument, kept, () => leave('selfReports.reviewed'));
  const label = text('selfReports.note');
  return (
    <CommandFrame
      title={text('selfReports.review')}
      intro={<Record file={file} item={item} />}
      backTo={QUEUES_PAGE}
      backLabel={text('selfReports.title')}
      validate={() =>
        item.noteNeeded && note.trim() === ''
          ? [{ field: 'note', text: text('form.fill', { field: label }) }]
          : []
      }
      answers={() => [
        [label, note || text('common.none')],
        ...(sensitive ? [[text('selfReports.sensitive'), '✓'] as const] : []),
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('checkIns.checkIntro')}
      submitLabel={text('selfReports.submit')}
      onSubmit={() => {
        command.run({
          checkInId: item.checkIn.id,
          note: note.trim() === '' ? null : note.trim(),
          sensitive,
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <TextBox
            id="note"
            rows={3}
            maxLength={2000}
            label={label}
            hint={text(item.noteNeeded ? 'selfReports.noteNeeded' : 'selfReports.noteHint')}
            optional={item.noteNeeded ? undefined : text('form.optional')}
            value={note}
            onValue={(next) => kept.change({ note: next })}
            error={errorOf('note')}
          />
          <FormControlLabel
            sx={{ mt: 1, display: 'flex', width: 'fit-content' }}
            control={
              <Checkbox
                checked={sensitive}
                onChange={(event) => kept.change({ sensitive: event.target.checked })}
              />
            }
            label={text('selfReports.sensitive')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** A report somebody has looked at: what was said, and what was done. */
function Reviewed({ file, item }: { file: CaseFile; item: QueuedSelfReport }) {
  const text = useText();
  const language = useLanguage();
  const { review } = item;
  return (
    <Box sx={{ maxWidth: 640, mt: 2 }}>
      <PageTitle title={text('selfReports.one')} />
      <Link component={RouterLink} to={QUEUES_PAGE}>
        ← {text('selfReports.title')}
      </Link>
      <Paper
        sx={{ p: { xs: 2, md: 3 }, mt: 1, border: 1, borderColor: 'divider', borderRadius: 2 }}
      >
        <Typography variant="h1">{text('selfReports.one')}</Typography>
        <Record file={file} item={item} />
        {review && (
          <Facts
            pairs={[
              [text('selfReports.note'), review.note ?? text('common.none')],
              [
                text('selfReports.reviewedHead'),
                text('selfReports.reviewedBy', {
                  name: review.by?.displayName ?? text('common.unknownPerson'),
                  at: formatInstant(review.reviewedAt, language),
                }),
              ],
            ]}
          />
        )}
      </Paper>
    </Box>
  );
}

function FromQueues({ file, checkInId }: { file: CaseFile; checkInId: string }) {
  const text = useText();
  const options = { refetchOnWindowFocus: false };
  const waiting = useGetOne<SelfReportPage>(
    'self-reports',
    { id: queueId('NEEDS_ATTENTION', 1, file.id) },
    options,
  );
  const looked = useGetOne<SelfReportPage>(
    'self-reports',
    { id: queueId('REVIEWED', 1, file.id) },
    options,
  );
  if (waiting.isPending || looked.isPending) return <Loading />;
  const find = (page: SelfReportPage | undefined) =>
    page?.items.find(({ checkIn, report }) => checkIn.id === checkInId && report !== null);
  const open = find(waiting.data);
  const done = find(looked.data);
  if (done) return <Reviewed file={file} item={done} />;
  if (open) return <ReviewForm key={checkInId} file={file} item={open} />;
  return <Typography sx={{ mt: 4 }}>{text('problems.NOT_VISIBLE')}</Typography>;
}

/** What a young person said, and that somebody has looked at it. */
export default function ReviewSelfReport() {
  const { checkInId = '' } = useParams();
  return <CaseOf>{(file) => <FromQueues file={file} checkInId={checkInId} />}</CaseOf>;
}
