import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';

import {
  DraftDocument,
  LogCheckInDocument,
  SaveDraftDocument,
  type RefusalPartsFragment,
} from '../../shared/api/generated/graphql.ts';
import { expectAccessible } from '../../testing/axe.ts';
import { aCaseFile, aCheckIn } from '../testing/builders.ts';
import { deskServer, openDesk } from '../testing/desk.tsx';

const PATH = '/cases/case-1/check-ins/check-in-1/log';

const refusal: RefusalPartsFragment & { __typename: 'Refused' } = {
  __typename: 'Refused',
  code: 'CHECK_IN_RECORDED',
  message: '这次打卡已经记录。',
  basis: null,
  facts: [],
  problems: [],
};

const formServer = (draft: { content: string; savedAt: string } | null = null) =>
  deskServer('officer', aCaseFile())
    .on(DraftDocument, () => ({ draft }))
    .on(SaveDraftDocument, () => ({
      saveDraft: {
        __typename: 'SaveDraftSuccess' as const,
        draft: { savedAt: '2026-03-02T01:00:00Z' },
      },
    }));

async function fillIn() {
  await userEvent.type(await screen.findByLabelText('日期'), '2026-03-02');
  await userEvent.type(screen.getByLabelText('时间'), '9:05');
  await userEvent.click(screen.getByLabelText('上门走访'));
  await userEvent.click(screen.getByLabelText('联系上了'));
  await userEvent.click(screen.getByLabelText('监护人'));
  await userEvent.click(screen.getByLabelText('用钱'));
  await userEvent.click(screen.getByLabelText('没有'));
  await userEvent.type(screen.getByLabelText('经过'), '谈了半小时。');
  await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
}

describe('the field form', () => {
  it('is checked, then sent once, with what was seen', async () => {
    const server = formServer().on(LogCheckInDocument, () => ({
      logCheckIn: {
        __typename: 'LogCheckInSuccess' as const,
        checkIn: aCheckIn({ status: 'RECORDED' }),
      },
    }));
    openDesk(PATH);

    await fillIn();
    expect(await screen.findByRole('heading', { name: '检查填写内容' })).toBeVisible();
    expect(server.variablesOf(LogCheckInDocument)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '确认提交' }));

    await waitFor(() => expect(window.location.hash).toBe('#/cases/case-1/show?tab=checkIns'));
    const [sent] = server.variablesOf(LogCheckInDocument);
    expect(sent?.input).toEqual({
      idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      checkInId: 'check-in-1',
      happenedAt: '2026-03-02T01:05:00.000Z',
      how: 'VISIT',
      present: ['GUARDIAN'],
      contactMade: true,
      noContactReason: null,
      topics: ['MONEY'],
      conditionsEvidenced: [],
      concernLevel: 'NONE',
      note: '谈了半小时。',
      nextStep: null,
      privateAddendum: null,
    });
  });

  it('says what is missing at the top and beside the field, and sends nothing', async () => {
    const server = formServer();
    const { container } = openDesk(PATH);

    await userEvent.click(await screen.findByRole('button', { name: '检查并提交' }));

    const summary = screen.getByRole('alert');
    expect(summary).toHaveFocus();
    expect(within(summary).getByText('请填写：经过')).toBeVisible();
    expect(screen.getByLabelText('经过')).toHaveAccessibleDescription(
      '写看到的和听到的，不写结论。 请填写：经过',
    );
    await userEvent.click(within(summary).getByText('请填写：经过'));
    expect(screen.getByLabelText('经过')).toHaveFocus();
    expect(server.variablesOf(LogCheckInDocument)).toEqual([]);
    await expectAccessible(container.querySelector('main') ?? container);
  });

  it('shows a refusal in the server’s words and keeps what was typed', async () => {
    const server = formServer().on(LogCheckInDocument, () => ({ logCheckIn: refusal }));
    openDesk(PATH);

    await fillIn();
    await userEvent.click(await screen.findByRole('button', { name: '确认提交' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('没有完成：这次打卡已经记录。');
    await userEvent.click(screen.getByRole('button', { name: '确认提交' }));
    await waitFor(() => expect(server.variablesOf(LogCheckInDocument)).toHaveLength(2));

    // The same words are the same attempt; changed words are another.
    await userEvent.click(screen.getByRole('button', { name: '返回修改' }));
    expect(screen.getByLabelText('经过')).toHaveValue('谈了半小时。');
    await userEvent.type(screen.getByLabelText('经过'), '又谈。');
    await userEvent.click(screen.getByRole('button', { name: '检查并提交' }));
    await userEvent.click(await screen.findByRole('button', { name: '确认提交' }));
    await waitFor(() => expect(server.variablesOf(LogCheckInDocument)).toHaveLength(3));
    const keys = server.variablesOf(LogCheckInDocument).map(({ input }) => input.idempotencyKey);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('keeps the words typed last when they could not be sent', async () => {
    let refuse: () => void = () => undefined;
    const server = formServer().onRaw(
      LogCheckInDocument,
      () =>
        new Promise((resolve) => {
          refuse = () => resolve({ body: { data: { logCheckIn: refusal } } });
        }),
    );
    const opened = openDesk(PATH);
    await fillIn();
    await userEvent.click(await screen.findByRole('button', { name: '返回修改' }));

    // Within one turn, so that no pause can end in between.
    const before = server.variablesOf(SaveDraftDocument).length;
    fireEvent.change(screen.getByLabelText('经过'), { target: { value: '最后一句' } });
    fireEvent.click(screen.getByRole('button', { name: '检查并提交' }));
    fireEvent.click(screen.getByRole('button', { name: '确认提交' }));
    await waitFor(() => expect(server.variablesOf(LogCheckInDocument)).toHaveLength(1));
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    expect(server.variablesOf(SaveDraftDocument)).toHaveLength(before);
    refuse();
    await screen.findByRole('alert');
    opened.unmount();

    const saved = server.variablesOf(SaveDraftDocument).slice(before);
    const notes = saved.map(({ input }) => (JSON.parse(input.content) as { note: string }).note);
    expect(new Set(notes)).toEqual(new Set(['最后一句']));
  });

  it('is sent after the draft that is on its way', async () => {
    let saved: () => void = () => undefined;
    const server = formServer()
      .onRaw(
        SaveDraftDocument,
        () =>
          new Promise((resolve) => {
            const draft = { savedAt: '2026-03-02T01:00:00Z' };
            saved = () =>
              resolve({ body: { data: { saveDraft: { __typename: 'SaveDraftSuccess', draft } } } });
          }),
      )
      .on(LogCheckInDocument, () => ({ logCheckIn: refusal }));
    openDesk(PATH);
    await fillIn();
    await waitFor(() => expect(server.variablesOf(SaveDraftDocument)).toHaveLength(1), {
      timeout: 3000,
    });

    await userEvent.click(await screen.findByRole('button', { name: '确认提交' }));
    expect(server.variablesOf(LogCheckInDocument)).toEqual([]);
    saved();
    await waitFor(() => expect(server.variablesOf(LogCheckInDocument)).toHaveLength(1));
  });

  it('stores nothing before the first keystroke, and the draft after a pause', async () => {
    const server = formServer();
    openDesk(PATH);

    // Within one turn: on a busy machine there may be a pause between two keystrokes.
    fireEvent.change(await screen.findByLabelText('经过'), { target: { value: '刚到' } });

    expect(await screen.findByText(/^草稿已保存/, {}, { timeout: 3000 })).toBeVisible();
    const saved = server.variablesOf(SaveDraftDocument);
    expect(saved).toHaveLength(1);
    expect(saved[0]?.input).toMatchObject({ form: 'LOG_CHECK_IN', recordId: 'check-in-1' });
    expect(JSON.parse(saved[0]?.input.content ?? '')).toMatchObject({ note: '刚到', how: null });
  });

  it.each([
    ['the page is left for another', ({ unmount }: { unmount: () => void }) => unmount()],
    ['the tab is closed or loaded anew', () => window.dispatchEvent(new Event('pagehide'))],
  ] as const)('saves the last words at once when %s', async (_how, leave) => {
    const server = formServer();
    const opened = openDesk(PATH);

    // Within one turn, so that no pause can end in between.
    fireEvent.change(await screen.findByLabelText('经过'), { target: { value: '走' } });
    expect(server.variablesOf(SaveDraftDocument)).toEqual([]);
    leave(opened);

    const saved = server.variablesOf(SaveDraftDocument);
    expect(saved).toHaveLength(1);
    expect(JSON.parse(saved[0]?.input.content ?? '')).toMatchObject({ note: '走' });
  });

  it('saves the last words once, however often the page is left', async () => {
    const server = formServer();
    const { unmount } = openDesk(PATH);

    fireEvent.change(await screen.findByLabelText('经过'), { target: { value: '走' } });
    window.dispatchEvent(new Event('pagehide'));
    unmount();

    expect(server.variablesOf(SaveDraftDocument)).toHaveLength(1);
  });

  it('brings an earlier draft back', async () => {
    const content = JSON.stringify({ note: '上次写到这里', how: 'PHONE' });
    formServer({ content, savedAt: '2026-03-02T01:00:00Z' });
    openDesk(PATH);

    expect(await screen.findByText('已取回 09:00 的草稿。')).toBeVisible();
    expect(screen.getByLabelText('经过')).toHaveValue('上次写到这里');
    expect(screen.getByLabelText('电话')).toBeChecked();
  });

  it('does not overwrite an earlier draft that could not be read', async () => {
    const earlier = {
      content: JSON.stringify({ note: '还没看到' }),
      savedAt: '2026-03-02T01:00:00Z',
    };
    let readings = 0;
    const server = formServer().onRaw(DraftDocument, () => {
      readings += 1;
      return readings === 1
        ? { body: { data: null, errors: [{ message: '', extensions: { code: 'INTERNAL' } }] } }
        : { body: { data: { draft: earlier } } };
    });
    openDesk(PATH);

    await userEvent.type(await screen.findByLabelText('经过'), '新写的');

    await waitFor(() => expect(readings).toBeGreaterThan(1), { timeout: 3000 });
    expect(await screen.findByText(/^草稿没有保存/)).toBeVisible();
    expect(screen.getByLabelText('经过')).toHaveValue('新写的');
    expect(server.variablesOf(SaveDraftDocument)).toEqual([]);
  });
});
