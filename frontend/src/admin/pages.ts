import { lazy } from 'react';

/** The pages of commands: each is fetched when somebody goes there. */
export const LogCheckInPage = lazy(() => import('./checkins/LogCheckIn.tsx'));
export const ReviewMissedPage = lazy(() => import('./checkins/ReviewMissed.tsx'));
export const AssignModulePage = lazy(() => import('./education/AssignModule.tsx'));
export const SessionsPage = lazy(() => import('./accounts/Sessions.tsx'));
export const RecordScreeningPage = lazy(() => import('./cases/forms/RecordScreening.tsx'));
export const RecordTriagePage = lazy(() => import('./cases/forms/RecordTriage.tsx'));
export const HearOpinionPage = lazy(() => import('./cases/forms/HearOpinion.tsx'));
export const ProposeDecisionPage = lazy(() => import('./cases/forms/ProposeDecision.tsx'));
export const ReviewProposalPage = lazy(() => import('./cases/forms/ReviewProposal.tsx'));
export const RecordServicePage = lazy(() => import('./cases/forms/RecordService.tsx'));
export const ReviewPlanPage = lazy(() => import('./cases/forms/ReviewPlan.tsx'));
export const WorkPage = lazy(() => import('./worklist/WorkPage.tsx'));
export const TrailPage = lazy(() => import('./office/TrailList.tsx'));
export const AccountsPage = lazy(() => import('./office/AccountList.tsx'));
export const NewAccountPage = lazy(() => import('./office/NewAccount.tsx'));
export const OutcomeReviewPage = lazy(() => import('./reviews/OutcomeReview.tsx'));
export const JobsPage = lazy(() => import('./office/JobList.tsx'));
export const SelfReportsPage = lazy(() => import('./checkins/SelfReportQueues.tsx'));
export const ReviewSelfReportPage = lazy(() => import('./checkins/ReviewSelfReport.tsx'));
export const GroupOutcomesPage = lazy(() => import('./incidents/GroupOutcomes.tsx'));
