import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';

import { ReviewMissedCheckInDocument } from '../../shared/api/generated/graphql.ts';
import { aCaseFile, aCheckIn } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const missed = aCaseFile({ checkIns: [aCheckIn({ status: 'MISSED' })] });
const PATH = '/cases/case-1/check-ins/check-in-1/review';

it('reviews a missed check-in with a reason, after a check', async () => {
  const server = deskServer('officer', missed).on(ReviewMissedCheckInDocument, () => ({
    reviewMissedCheckIn: {
      __typename: 'ReviewMissedCheckInSuccess' as const,
      checkIn: aCheckIn({ status: 'REVIEWED' }),
    },
  }));
  openDesk(PATH);

  expect(await screen.findByText('2026年3月1日 至 3月3日 · 上门走访')).toBeVisible();
  await userEvent.click(screen.getByLabelText('生病'));
  await userEvent.type(screen.getByLabelText('说明'), '有门诊病历。');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
  await userEvent.click(await screen.findByRole('button', { name: '确认处理' }));

  await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show?tab=checkIns'));
  expect(server.variablesOf(ReviewMissedCheckInDocument)[0]?.input).toMatchObject({
    checkInId: 'check-in-1',
    reason: 'ILLNESS',
    note: '有门诊病历。',
  });
});

it('asks for the reason and the explanation', async () => {
  const server = deskServer('officer', missed);
  openDesk(PATH);

  await userEvent.click(await screen.findByRole('button', { name: '检查并提交' }));

  expect(screen.getByRole('alert')).toHaveTextContent(
    '请先改正以下问题请选择：漏打卡的原因请填写：说明',
  );
  expect(server.variablesOf(ReviewMissedCheckInDocument)).toEqual([]);
});
