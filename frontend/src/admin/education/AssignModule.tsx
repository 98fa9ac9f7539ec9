import { useGetList, type RaRecord } from 'ra-core';

import {
  AssignModuleDocument,
  type ModuleCatalogueQuery,
} from '../../shared/api/generated/graphql.ts';
import { addDays, formatDate, inShanghai, readDate } from '../../shared/format/dates.ts';
import { AboutCase, CaseOf } from '../components/CaseOf.tsx';
import { ChooseOne } from '../components/form/Choices.tsx';
import { CommandFrame } from '../components/form/CommandFrame.tsx';
import { DateBox } from '../components/form/DateBox.tsx';
import { DraftLine } from '../components/form/DraftLine.tsx';
import type { FieldError } from '../components/form/ErrorSummary.tsx';
import { TextBox } from '../components/form/TextBox.tsx';
import { useKeptForm } from '../components/form/useKeptForm.ts';
import { useLeave } from '../components/form/useLeave.ts';
import type { CaseFile } from '../dataProvider/bindings/cases.ts';
import { useCommand } from '../dataProvider/useCommand.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

type Module = ModuleCatalogueQuery['moduleCatalogue'][number];
const NO_CONDITION = 'none';

interface Form {
  moduleCode: string | null;
  conditionId: string;
  dueOn: string;
  reason: string;
}

const EMPTY: Form = { moduleCode: null, conditionId: NO_CONDITION, dueOn: '', reason: '' };

function AssignForm({ file }: { file: CaseFile }) {
  const text = useText();
  const language = useLanguage();
  const { data: modules = [] } = useGetList<Module & RaRecord<string>>('modules');
  const kept = useKeptForm('ASSIGN_MODULE', file.id, file.id, EMPTY);
  const { moduleCode, conditionId, dueOn, reason } = kept.form;
  const { date: today } = inShanghai(new Date());
  const example = formatDate(addDays(today, 14), language);
  const backTo = `/cases/${file.id}/show?tab=education`;
  const leave = useLeave(backTo);
  const command = useCommand(AssignModuleDocument, kept, () => leave('education.assigned'));
  const conditions = file.plan?.conditions ?? [];

  const validate = () => {
    const errors: FieldError[] = [];
    const say = (field: string, sentence: string) => errors.push({ field, text: sentence });
    const date = readDate(dueOn);
    const field = text('education.dueOn');
    if (!moduleCode) {
      say('moduleCode', text('form.chooseOne', { field: text('education.module') }));
    }
    if (date === null) say('dueOn', text('form.notADate', { field, example }));
    else if (date < today) say('dueOn', text('form.past', { field }));
    if (reason.trim() === '') {
      say('reason', text('form.fill', { field: text('education.reason') }));
    }
    return errors;
  };

  return (
    <CommandFrame
      title={text('education.assign')}
      intro={<AboutCase file={file} />}
      backTo={backTo}
      validate={validate}
      answers={() => [
        [text('education.module'), modules.find(({ code }) => code === moduleCode)?.title],
        [
          text('education.condition'),
          conditions.find(({ id }) => id === conditionId)?.sentence ??
            text('education.conditionNone'),
        ],
        [text('education.dueOn'), formatDate(readDate(dueOn) ?? '', language)],
        [text('education.reason'), reason],
      ]}
      checkTitle={text('checkIns.check')}
      checkIntro={text('education.checkIntro')}
      submitLabel={text('education.assign')}
      onSubmit={() => {
        const date = readDate(dueOn);
        if (!moduleCode || !date) return;
        command.run({
          caseId: file.id,
          moduleCode,
          conditionId: conditionId === NO_CONDITION ? null : conditionId,
          dueOn: date,
          reason: reason.trim(),
        });
      }}
      working={command.working}
      refusal={command.refusal}
      footer={<DraftLine state={kept.state} returned={kept.returned} onDiscard={kept.clear} />}
    >
      {(errorOf) => (
        <>
          <ChooseOne
            id="moduleCode"
            wide
            label={text('education.module')}
            choices={modules.map((module) => ({
              value: module.code,
              label: module.title,
              detail: text('education.minutes', { smart_count: module.minutes }),
            }))}
            value={moduleCode}
            onValue={(next) => kept.change({ moduleCode: next })}
            error={errorOf('moduleCode')}
          />
          {conditions.length > 0 && (
            <ChooseOne
              id="conditionId"
              wide
              label={text('education.condition')}
              choices={[
                { value: NO_CONDITION, label: text('education.conditionNone') },
                ...conditions
                  .filter(({ category }) => category !== 'STATUTORY')
                  .map(({ id, sentence }) => ({ value: id, label: sentence })),
              ]}
              value={conditionId}
              onValue={(next) => kept.change({ conditionId: next })}
            />
          )}
          <DateBox
            id="dueOn"
            label={text('education.dueOn')}
            hint={text('education.dueHint', { example })}
            value={dueOn}
            onValue={(next) => kept.change({ dueOn: next })}
            error={errorOf('dueOn')}
          />
          <TextBox
            id="reason"
            rows={3}
            maxLength={2000}
            label={text('education.reason')}
            hint={text('education.reasonHint')}
            value={reason}
            onValue={(next) => kept.change({ reason: next })}
            error={errorOf('reason')}
          />
        </>
      )}
    </CommandFrame>
  );
}

/** One module for one young person, with a reason. */
export default function AssignModule() {
  return <CaseOf>{(file) => <AssignForm file={file} />}</CaseOf>;
}
