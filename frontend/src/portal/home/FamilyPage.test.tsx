import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';

import { expectAccessible } from '../../testing/axe.ts';
import { LanguageProvider } from '../frame/LanguageContext.tsx';

import { FamilyPage, type FamilyView } from './FamilyPage.tsx';

const aView = (overrides: Partial<FamilyView> = {}): FamilyView => ({
  youngPersonName: '李某',
  status: 'ON_PROBATION',
  startsOn: '2026-07-20',
  today: '2026-11-24',
  reviewOn: '2027-01-05',
  endsOn: '2027-01-20',
  elapsedDays: 128,
  totalDays: 184,
  done: [],
  thisWeek: [{ kind: 'CHECK_IN', title: '和周老师通电话', date: '2026-11-25', state: 'OPEN' }],
  contacts: [{ name: '周敏', role: '司法社工', phone: '13800000001' }],
  conditions: [{ plainWording: '银行卡只给自己用。' }],
  howToDisagree: ['先和社工说。', '也可以书面提出。'],
  urgentHelp: '报警 110',
  ...overrides,
});

const show = async (view: FamilyView, young = false) => {
  const page = render(
    <LanguageProvider>
      <FamilyPage view={view} young={young} />
    </LanguageProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
  return page;
};

beforeEach(() => {
  window.history.replaceState(null, '', '/');
});

describe('the family page', () => {
  it('shows where we are, in order and in words', async () => {
    const { container } = await show(aView());

    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('李某走到这里了');
    expect(screen.getByText('今天是第 128 天，考验期共 184 天。')).toBeVisible();
    const stations = within(screen.getByRole('list', { name: '考验期的进程' }));
    expect(stations.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '✓开始2026年7月20日已过',
      '今天2026年11月24日现在',
      '考察评估开始2027年1月5日还有 42 天',
      '考验期结束2027年1月20日还有 57 天',
    ]);
    expect(stations.getByText('今天').closest('li')).toHaveAttribute('aria-current', 'date');
    await expectAccessible(container);
  });

  it('has no English on the Chinese page', async () => {
    const { container } = await show(aView());

    expect(container.textContent).not.toMatch(/[A-Za-z]/);
  });

  it('speaks to the young person, and about them to the guardian', async () => {
    await show(aView(), true);

    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('李某，我们走到这里了');
  });

  it('lets one call with one tap', async () => {
    await show(aView());

    expect(screen.getByRole('link', { name: '拨打 13800000001' })).toHaveAttribute(
      'href',
      'tel:13800000001',
    );
  });

  it('keeps every step that was done, a few at first', async () => {
    const done = [1, 2, 3, 4, 5, 6].map((day) => ({
      kind: 'CHECK_IN' as const,
      title: `第 ${day} 次见面`,
      date: `2026-08-0${day}`,
      state: 'DONE' as const,
    }));
    await show(aView({ done }));

    expect(screen.getByText('一步一步，已经做到 6 件。')).toBeVisible();
    expect(screen.queryByText('第 5 次见面')).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: '全部显示' }));

    expect(screen.getByText('第 6 次见面')).toBeVisible();
  });

  it('says what would stand in an empty block', async () => {
    await show(
      aView({ thisWeek: [], done: [], conditions: [], contacts: [], startsOn: null, endsOn: null }),
    );

    expect(screen.getByText('考验期还没有开始。开始后，这里会写明每一个日期。')).toBeVisible();
    expect(screen.getByText('这一周没有安排。下一件事会提前写在这里。')).toBeVisible();
    expect(screen.queryByRole('list', { name: '考验期的进程' })).not.toBeInTheDocument();
  });

  it('says when the period is over', async () => {
    await show(aView({ today: '2027-01-21' }));

    expect(screen.getByText('考验期已经届满，正在等待检察机关作出最后决定。')).toBeVisible();
  });
});
