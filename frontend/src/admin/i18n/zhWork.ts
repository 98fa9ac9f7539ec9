/** What the page of what needs attention says, in Chinese. */
export const zhWork = {
  title: '需要处理',
  count: '%{title}：%{count} 项，只看这些',
  all: '全部',
  nothing: '没有需要处理的事项',
  nothingWhy:
    '临近或者逾期的法定期限、待认定的情况、待处理的漏打卡、待审批的事项、移交给您的案件，会按轻重列在这里；办理之后自动消失。',
  due: '截止',
  since: '等待自',
  overdue: '已逾期',
  open: '打开案件',
  of: '%{action}：%{name}',
  more: '显示更多',
  shown: '已显示 %{shown} 项，共 %{total} 项',
  sealed: '封存记录',
};
