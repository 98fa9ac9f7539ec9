/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Narrows the accounts; every part narrows further. */
export type AccountFilterInput = {
  /** Open, or closed. */
  active?: boolean | null | undefined;
  /** In this role. */
  role?: Role | null | undefined;
};

/** What the list of accounts is sorted by. */
export type AccountSort =
  | 'CREATED_AT'
  | 'DISPLAY_NAME'
  | 'ROLE';

/** On whom a decision is served (D-08, F-03). */
export type Addressee =
  | 'DEFENDER'
  | 'LEGAL_REPRESENTATIVE'
  | 'MINOR'
  | 'POLICE'
  | 'VICTIM';

/** The bands that the law tells apart (E-05, E-07, E-09). */
export type AgeBand =
  | 'ADULT'
  | 'FROM_14_TO_15'
  | 'FROM_16_TO_17'
  | 'UNDER_14';

/** Who is asked whether they agree with a plan (S-05). */
export type AgreementParty =
  | 'LEGAL_REPRESENTATIVE'
  | 'MINOR'
  | 'SCHOOL'
  | 'SUPPORT_UNIT';

/** What a party answered; the last two need a reason. */
export type Answer =
  | 'COULD_NOT_ANSWER'
  | 'NO'
  | 'YES';

/** Approve a submitted review; the text is that of the final decision. */
export type ApproveOutcomeReviewInput = {
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The outcome review. */
  reviewId: string;
  /** Text of the final decision. */
  text: string;
};

/** Approve a version that somebody else wrote. */
export type ApprovePlanInput = {
  /** The version last seen, to approve exactly that. */
  expectedVersion?: number | null | undefined;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The version handed in. */
  planVersionId: string;
};

/** Approve a proposal: the conditional decision is made today (P-02). */
export type ApproveProposalInput = {
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The proposal. */
  proposalId: string;
  /** Text of the decision. */
  text: string;
};

/** Give a young person, or the guardians, a module to work through by a day of the period. */
export type AssignModuleInput = {
  /** The case file. */
  caseId: string;
  /** Condition of the plan in force it is credited to, if any. */
  conditionId?: string | null | undefined;
  /** Day by which it is to be done. */
  dueOn: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** Who works through it. */
  learner?: Learner;
  /** Code in the module catalogue. */
  moduleCode: string;
  /** Why this module. */
  reason: string;
  /** Whether it is given because the recommendation names it; it has to. */
  recommended?: boolean;
  /** Whether right or wrong, and why, is told at each answer. */
  resultsShown?: boolean;
};

/** Where an assignment stands. */
export type AssignmentStatus =
  | 'ASSIGNED'
  | 'COMPLETED'
  | 'WITHDRAWN';

/** What may be done to a case file. Those without a move leave the status as it is. */
export type CaseAction =
  | 'ACCEPT_TRANSFER'
  | 'ANNOUNCE_FINAL_DECISION'
  | 'ANNOUNCE_REVOCATION'
  | 'ANSWER_CHALLENGE'
  | 'ANSWER_SUGGESTION'
  | 'APPOINT_TEAM_MEMBER'
  | 'APPROVE_DIRECT'
  | 'APPROVE_OUTCOME_REVIEW'
  | 'APPROVE_PERIOD_CHANGE'
  | 'APPROVE_PLAN'
  | 'APPROVE_PROPOSAL'
  | 'APPROVE_QUASHING'
  | 'APPROVE_RECOMMENDATION'
  | 'APPROVE_REVOCATION'
  | 'ASK_ENTRUSTMENT'
  | 'ASK_INVESTIGATION'
  | 'ASK_LEAVE'
  | 'ASSIGN_MODULE'
  | 'ASSIGN_REVIEWER'
  | 'CANCEL_ASSESSMENT'
  | 'CHANGE_CHARGES'
  | 'CHECK_ORDER_EFFECT'
  | 'CLOSE_CASE'
  | 'COMPLETE_MILESTONE'
  | 'CONFIRM_GUARDIAN_DUTY'
  | 'CONFIRM_PERIOD_END'
  | 'CORRECT_VICTIM'
  | 'DECIDE_DISPUTE'
  | 'DECIDE_INCIDENT'
  | 'DECIDE_LEAVE'
  | 'DECIDE_TO_PROSECUTE'
  | 'DISPUTE_INCIDENT'
  | 'DRAFT_NEEDS_ASSESSMENT'
  | 'DRAFT_OUTCOME_REVIEW'
  | 'DRAFT_PLAN'
  | 'END_ENTRUSTMENT'
  | 'END_GUARDIAN_ORDER'
  | 'END_MEASURE'
  | 'EVALUATE_MILESTONE'
  | 'EXEMPT_MILESTONE'
  | 'FIND_INELIGIBLE'
  | 'GIVE_GUARDIAN_DUTY'
  | 'GIVE_INCENTIVE'
  | 'HEAR_BEFORE_REVOCATION'
  | 'HEAR_OPINION'
  | 'INVITE_FAMILY'
  | 'ISSUE_GUARDIAN_ORDER'
  | 'LIFT_HOLD'
  | 'LINK_CASES'
  | 'LOG_CHECK_IN'
  | 'OFFER_TRANSFER'
  | 'PAUSE_MILESTONE'
  | 'PLACE_HOLD'
  | 'PROPOSE_DECISION'
  | 'PROPOSE_DIRECT'
  | 'PROPOSE_GUARDIAN_ORDER'
  | 'PROPOSE_PERIOD_CHANGE'
  | 'PROPOSE_QUASHING'
  | 'PROPOSE_RECOMMENDATION'
  | 'PROPOSE_REVOCATION'
  | 'QUASH_FOR_MINOR'
  | 'RECEIVE_ENTRUSTMENT_LETTER'
  | 'RECOMMEND_AFTER_BREACH'
  | 'RECORD_ABSENCE'
  | 'RECORD_ANNOUNCEMENT'
  | 'RECORD_ANSWER_RECEIPT'
  | 'RECORD_ASSESSMENT_CONSENT'
  | 'RECORD_ASSESSMENT_REPORT'
  | 'RECORD_ATTENDANCE'
  | 'RECORD_CHALLENGE'
  | 'RECORD_CLOSED_HEARING'
  | 'RECORD_ENTRUSTMENT_ANSWER'
  | 'RECORD_ENTRUSTMENT_LETTER'
  | 'RECORD_EVIDENCE'
  | 'RECORD_FIELD_NOTE'
  | 'RECORD_FINAL_MEASURE'
  | 'RECORD_GUIDANCE_SESSION'
  | 'RECORD_INVESTIGATION_REPORT'
  | 'RECORD_INVOLVEMENT'
  | 'RECORD_LEARNING'
  | 'RECORD_LEGAL_AID_ASSIGNMENT'
  | 'RECORD_MEASURE'
  | 'RECORD_NOTICE'
  | 'RECORD_OUTCOME'
  | 'RECORD_PAYMENT'
  | 'RECORD_PLEA'
  | 'RECORD_POLICE_PERMISSION'
  | 'RECORD_QUASHING_ORDER'
  | 'RECORD_RECOMMENDATION_ANSWER'
  | 'RECORD_RETURN'
  | 'RECORD_REVIEW_EVENT'
  | 'RECORD_SCREENING'
  | 'RECORD_SERVICE'
  | 'RECORD_TRIAGE'
  | 'RECORD_UNDERTAKING'
  | 'REOPEN_AFTER_WITHDRAWAL'
  | 'REPORT_INCIDENT'
  | 'RESPOND_TO_INCIDENT'
  | 'RETURN_GUARDIAN_ORDER'
  | 'RETURN_OUTCOME_REVIEW'
  | 'RETURN_PROPOSAL'
  | 'RETURN_QUASHING'
  | 'RETURN_RECOMMENDATION'
  | 'RETURN_REVOCATION'
  | 'RETURN_TO_INELIGIBLE'
  | 'RETURN_TRANSFER'
  | 'REVIEW_INVESTIGATION'
  | 'REVIEW_MISSED_CHECK_IN'
  | 'SCHEDULE_ASSESSMENT'
  | 'SCHEDULE_CHECK_INS'
  | 'SCHEDULE_MILESTONES'
  | 'SEAL'
  | 'SEND_RECOMMENDATION'
  | 'SERVE_GUARDIAN_ORDER'
  | 'SETTLE_OUTCOME'
  | 'SUBMIT_OUTCOME_REVIEW'
  | 'WITHDRAW_ASSESSMENT_CONSENT'
  | 'WITHDRAW_TRANSFER';

/** Narrows the caseload; every part narrows further. */
export type CaseFilterInput = {
  /** Only with an alarm. */
  alarmedOnly?: boolean;
  /** Code of the chain role. */
  chainRole?: string | null | undefined;
  /** Next deadline before this day. */
  dueBefore?: string | null | undefined;
  /** Only with missed check-ins to review. */
  missedOnly?: boolean;
  /** Handled by. */
  officerId?: string | null | undefined;
  /** Exact full name or case number. */
  search?: string | null | undefined;
  /** Any of these statuses. */
  status?: Array<CaseStatus> | null | undefined;
};

/** What the caseload is sorted by. */
export type CaseSort =
  | 'CASE_NUMBER'
  | 'LAST_CHECK_IN'
  | 'NEXT_DEADLINE'
  | 'RECEIVED_ON'
  | 'STATUS';

/** Where a case file stands. */
export type CaseStatus =
  | 'CLOSED'
  | 'DECIDED'
  | 'FINAL_DECISION'
  | 'INELIGIBLE'
  | 'NON_PROSECUTION_DIRECT'
  | 'ON_PROBATION'
  | 'OPINION_GIVEN'
  | 'PERIOD_ENDED'
  | 'PROPOSED'
  | 'PROSECUTED'
  | 'QUASHED'
  | 'RECEIVED'
  | 'REVOKED'
  | 'SEALED'
  | 'UNDER_REVIEW';

/** What the minor did in the chain. */
export type ChainRole =
  | 'ACCOUNT_REGISTRAR'
  | 'CARD_RECRUITER'
  | 'CARD_SUPPLIER'
  | 'CHAT_OPERATOR'
  | 'DATA_SELLER'
  | 'DEVICE_MAINTAINER'
  | 'ITEM_SCAM_AUTHOR'
  | 'LURED_ABROAD'
  | 'MONEY_MULE'
  | 'PLATFORM_ABUSER'
  | 'TOOL_SUPPLIER'
  | 'TRAFFIC_ATTRACTOR'
  | 'TRAINER_LEAD';

/** How contact is held. A self-report adds to human contact and never replaces it. */
export type CheckInKind =
  | 'OFFICE'
  | 'PHONE'
  | 'SCHOOL'
  | 'SELF_REPORT'
  | 'VIDEO'
  | 'VISIT';

/** Where a check-in stands on a given day. */
export type CheckInStatus =
  | 'CANCELLED'
  | 'DUE'
  | 'EXCUSED'
  | 'MISSED'
  | 'RECORDED'
  | 'REVIEWED'
  | 'SCHEDULED'
  | 'SUPERSEDED';

/** How worried the writer is. It only ever rises (product.md §5). */
export type ConcernLevel =
  | 'HIGH'
  | 'NONE'
  | 'SOME';

/** The statutory duties (CPL 283(3)) and the six kinds of optional measures (Rules 476). */
export type ConditionCategory =
  | 'AMENDS'
  | 'EDUCATION'
  | 'OTHER_PROHIBITION'
  | 'PROHIBITION'
  | 'PUBLIC_WORK'
  | 'STATUTORY'
  | 'TREATMENT';

/** What a version does to a condition, against the version it was copied from. */
export type ConditionChange =
  | 'ADDED'
  | 'CHANGED'
  | 'NONE'
  | 'REMOVED';

/** Make an account for a member of staff. */
export type CreateAccountInput = {
  /** How colleagues see the person. */
  displayName: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The administrator's own office; may be left out. */
  officeId?: string | null | undefined;
  /** A role of the staff. */
  role: Role;
};

/** The criteria an officer answers one by one; each is a rule of the register. */
export type Criterion =
  | 'E_01'
  | 'E_02'
  | 'E_03'
  | 'E_04'
  | 'E_05'
  | 'E_06'
  | 'E_07';

/** The officer's answer to one criterion. */
export type CriterionAnswerInput = {
  /** Which criterion. */
  criterion: Criterion;
  /** Met, not met, or unclear. */
  finding: Finding;
  /** Why. */
  reason: string;
};

/** What is due. */
export type DeadlineKind =
  | 'BAIL_END'
  | 'CERTIFICATE'
  | 'COMPLAINT_REVIEW'
  | 'CUSTODY_RELEASE'
  | 'EVIDENCE_WINDOW'
  | 'FINAL_DECISION'
  | 'FINAL_SERVICE'
  | 'GUARDIAN_DUTY'
  | 'GUIDANCE_SESSION'
  | 'GUIDANCE_VISIT'
  | 'HIGHER_COMPLAINT_REVIEW'
  | 'LEAVE_RETURN'
  | 'LEGAL_AID_ASSIGNMENT'
  | 'LEGAL_AID_NOTICE'
  | 'MILESTONE_REVIEW'
  | 'MINOR_COMPLAINT'
  | 'POLICE_RECONSIDERATION'
  | 'POLICE_REVIEW_ANSWER'
  | 'POLICE_REVIEW_REQUEST'
  | 'POLICE_SEAL'
  | 'PROBATION_END'
  | 'PROPOSAL'
  | 'PROSECUTION_AFTER_REVOCATION'
  | 'RECOMMENDATION_ANSWER'
  | 'RECONSIDERATION_ANSWER'
  | 'RESIDENTIAL_SURVEILLANCE_END'
  | 'REVIEW_LIMIT'
  | 'REVOCATION_SERVICE'
  | 'RIGHTS_NOTICE_SUSPECT'
  | 'RIGHTS_NOTICE_VICTIM'
  | 'SEAL'
  | 'SEAL_QUERY_DECISION'
  | 'SERVICE'
  | 'SUPPLEMENTARY_INVESTIGATION'
  | 'VICTIM_COMPLAINT';

/** Where a deadline stands on a day. */
export type DeadlineState =
  | 'DONE'
  | 'DUE_SOON'
  | 'DUE_TODAY'
  | 'OPEN'
  | 'OVERDUE';

/** What was decided. */
export type DecisionKind =
  | 'CONDITIONAL_NON_PROSECUTION'
  | 'EVIDENCE_NON_PROSECUTION'
  | 'FINAL_NON_PROSECUTION'
  | 'PROSECUTION'
  | 'QUASHING'
  | 'RELATIVE_NON_PROSECUTION'
  | 'REVOCATION'
  | 'STATUTORY_NON_PROSECUTION';

/** Remove the caller's own draft of one form about one record. */
export type DiscardDraftInput = {
  /** The form. */
  form: DraftForm;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** What the form is about, where there is such. */
  recordId?: string | null | undefined;
  /** Whether its content was submitted: a later draft of the same form about the same record then does not expire. */
  submitted?: boolean;
};

/** The forms that keep what is typed. */
export type DraftForm =
  | 'AGREEMENT'
  | 'ASSIGN_MODULE'
  | 'CHARGES'
  | 'CONDITION'
  | 'DECISION'
  | 'FIELD_NOTE'
  | 'INVOLVEMENT'
  | 'LOG_CHECK_IN'
  | 'OPEN_CASE'
  | 'OPINION'
  | 'OTHER'
  | 'OUTCOME_REVIEW'
  | 'PLAN'
  | 'PROPOSAL'
  | 'REVIEW_MISSED_CHECK_IN'
  | 'SCREENING'
  | 'SELF_REPORT'
  | 'TRIAGE';

/** End all of one's own sessions but this one. */
export type EndOtherSessionsInput = {
  /** Under which this is done once. */
  idempotencyKey: string;
};

/** End one of one's own sessions. */
export type EndSessionInput = {
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The session. */
  sessionId: string;
};

/** Whose view of the young person is written down. */
export type Evaluator =
  | 'GUARDIAN'
  | 'SCHOOL'
  | 'SOCIAL_WORKER';

/** How the case stands against the conditions for prosecution (E-03). */
export type Evidence =
  | 'INSUFFICIENT'
  | 'MINOR_CIRCUMSTANCES'
  | 'NO_CRIME'
  | 'SUFFICIENT';

/** What an item of the family page is. */
export type FamilyItemKind =
  | 'CHECK_IN'
  | 'MILESTONE'
  | 'MODULE';

/** Whether it is done, still to do, or was not done in time. */
export type FamilyItemState =
  | 'DONE'
  | 'MISSED'
  | 'OPEN';

/** The answer to one criterion. */
export type Finding =
  | 'MET'
  | 'NOT_MET'
  | 'UNCLEAR';

/** Say how things are. */
export type GiveSelfReportInput = {
  /** The self-report that is asked for. */
  checkInId: string;
  /** Each condition in force. */
  conditions: Array<OwnConditionInput>;
  /** Answers to the extra questions, in their order; empty where one was left out. */
  extraAnswers?: Array<string>;
  /** Whether help is wanted. */
  helpWanted: boolean;
  /** What with. */
  helpWith?: string | null | undefined;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** How things are. */
  mood: Mood;
  /** Proud of. */
  proudOf?: string | null | undefined;
  /** Whether somebody should call. */
  wantToTalk: boolean;
};

/** Who brings a goal about. */
export type GoalOwner =
  | 'GUARDIAN'
  | 'MINOR'
  | 'OFFICER'
  | 'SCHOOL'
  | 'SOCIAL_WORKER';

/** Where a goal stands. */
export type GoalStatus =
  | 'DONE'
  | 'OPEN'
  | 'REMOVED';

/** How the facts weigh, before any presumption (E-13). */
export type Gravity =
  | 'MINOR'
  | 'NOT_MINOR'
  | 'OBVIOUSLY_MINOR';

/** Record what somebody said before a decision. */
export type HearOpinionInput = {
  /** Who of the police approved the written opinion (D-02). */
  approvedBy?: string | null | undefined;
  /** The case file. */
  caseId: string;
  /** Day of the hearing; of the written opinion for the police. */
  heardOn: string;
  /** How; the police opinion is written (D-02). */
  how: HearingMode;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** To what the party objects. */
  objection?: ObjectionKind;
  /** Who was heard. */
  party: OpinionParty;
  /** Before which decision. */
  stage: HearingStage;
  /** Where the party stands. */
  stance: Stance;
  /** What was said. */
  statement: string;
};

/** How somebody was heard; the police opinion is written (D-02). */
export type HearingMode =
  | 'IN_PERSON'
  | 'PHONE'
  | 'VIDEO'
  | 'WRITTEN';

/** Before which decision somebody is heard. */
export type HearingStage =
  | 'BEFORE_DECISION'
  | 'BEFORE_FINAL_DECISION'
  | 'BEFORE_REVOCATION';

/** A language of the product; Chinese is the source. */
export type Language =
  | 'EN'
  | 'ZH';

/** Who works through an assigned module. */
export type Learner =
  | 'GUARDIAN'
  | 'YOUNG_PERSON';

/** The circumstances of item 10 of the 2025 Opinion; any one of them is enough (E-13). */
export type Leniency =
  | 'HELPED_TRACING'
  | 'LURED'
  | 'PLEADS_GUILTY'
  | 'SHORT_AND_LITTLE_GAIN';

/** Joint crime, or linked files that are not a joint crime (guiding case 105). */
export type LinkKind =
  | 'JOINT'
  | 'LINKED';

/** Log what was found at one check-in. */
export type LogCheckInInput = {
  /** Files uploaded to this case that belong to the record. */
  attachmentIds?: Array<string>;
  /** The check-in. */
  checkInId: string;
  /** How worried the writer is; it can only rise later. */
  concernLevel: ConcernLevel;
  /** Conditions of the plan in force that this gives evidence for. */
  conditionsEvidenced: Array<string>;
  /** Whether the young person was reached. */
  contactMade: boolean;
  /** When contact happened; not when it is entered. */
  happenedAt: string;
  /** How contact was really made. */
  how: CheckInKind;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** What comes next. */
  nextStep?: string | null | undefined;
  /** Why nobody was reached. */
  noContactReason?: NoContactReason | null | undefined;
  /** What was found. */
  note: string;
  /** Who was there. */
  present: Array<Present>;
  /** Only the writer and the supervisor read this. */
  privateAddendum?: string | null | undefined;
  /** What was talked about. */
  topics: Array<Topic>;
};

/** What was used or handed over. */
export type Means =
  | 'BANK_CARD'
  | 'BANK_TRANSFER'
  | 'CASH_WITHDRAWAL'
  | 'CHAT_GROUP'
  | 'FALSE_LISTING'
  | 'FALSE_RETURN'
  | 'GOIP_DEVICE'
  | 'OTHER'
  | 'PAYMENT_CODE'
  | 'PERSONAL_DATA'
  | 'PHONE_CALL'
  | 'PHONE_CARD'
  | 'SOCIAL_ACCOUNT'
  | 'SOFTWARE_TOOL'
  | 'TEACHING'
  | 'VERIFICATION_CODE'
  | 'VIRTUAL_CURRENCY';

/** Why a check-in was missed, as found at its review. */
export type MissedReason =
  | 'FAMILY'
  | 'FORGOT'
  | 'ILLNESS'
  | 'OTHER'
  | 'REFUSED'
  | 'SCHOOL'
  | 'UNREACHABLE';

/** How things are: the five faces of the young person's form, from best to worst. */
export type Mood =
  | 'BAD'
  | 'GOOD'
  | 'GREAT'
  | 'LOW'
  | 'SO_SO';

/** Why nobody was reached. */
export type NoContactReason =
  | 'NOT_HOME'
  | 'NO_ANSWER'
  | 'OTHER'
  | 'REFUSED';

/** To what a party objects: the disposition itself (D-05), or conditions and period (D-06). */
export type ObjectionKind =
  | 'CONDITIONS'
  | 'DISPOSITION'
  | 'NONE';

/** Who is heard (D-01). */
export type OpinionParty =
  | 'DEFENDER'
  | 'LEGAL_REPRESENTATIVE'
  | 'MINOR'
  | 'POLICE'
  | 'VICTIM';

/** What kind of appointment it was. */
export type OutcomeAbout =
  | 'CHECK_IN'
  | 'CONDITION'
  | 'SESSION';

/** What came of one appointment of one young person. */
export type OutcomeOfOneInput = {
  /** What kind of appointment it was. */
  about: OutcomeAbout;
  /** Which kind of absence, where the outcome has kinds. */
  absenceKind?: string | null | undefined;
  /** The case file. */
  caseId: string;
  /** The check-in, where it is one. */
  checkInId?: string | null | undefined;
  /** The condition of the plan, where it is one. */
  conditionId?: string | null | undefined;
  /** Its day. */
  heldOn: string;
  /** What happened, and which session it was. */
  note: string;
  /** Code of the table of outcomes. */
  outcome: string;
};

/** What is proposed at the end (P-08). Non-prosecution is the rule (P-10). */
export type OutcomeProposal =
  | 'NON_PROSECUTION'
  | 'PROSECUTION';

/** How a condition goes, in the young person's own view. */
export type OwnAnswer =
  | 'NOT_YET'
  | 'PARTLY'
  | 'YES';

/** How one condition goes. */
export type OwnConditionInput = {
  /** Yes, partly, or not yet. */
  answer: OwnAnswer;
  /** A condition of the plan in force. */
  conditionId: string;
};

/** Where a version of a plan stands. */
export type PlanVersionState =
  | 'DISCARDED'
  | 'DRAFT'
  | 'IN_FORCE'
  | 'RETURNED'
  | 'SUBMITTED'
  | 'SUPERSEDED';

/** Who was there beside the person who writes. */
export type Present =
  | 'GUARDIAN'
  | 'MINOR'
  | 'OTHER'
  | 'TEACHER';

/** Where a proposal, or a proposed change of the period, stands. */
export type ProposalState =
  | 'APPROVED'
  | 'LAPSED'
  | 'RETURNED'
  | 'SUBMITTED';

/** Propose conditional non-prosecution with a period. */
export type ProposeDecisionInput = {
  /** The case file. */
  caseId: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** Length of the period in months. */
  periodMonths: number;
  /** Why. */
  reasons: string;
};

/** How something went over the whole period. */
export type Rating =
  | 'MET'
  | 'NOT_APPLICABLE'
  | 'NOT_MET'
  | 'PARTLY_MET';

/** What is rated: a chosen condition, a goal, or one of the four statutory duties. */
export type RatingSubject =
  | 'CONDITION'
  | 'DUTY'
  | 'GOAL';

/** Record what came of many appointments: what one is refused stops no other. */
export type RecordOutcomesInput = {
  /** Under which this is done once. */
  idempotencyKey: string;
  /** One for each appointment. */
  items: Array<OutcomeOfOneInput>;
};

/** Screen a case; every screening is kept, the latest counts. */
export type RecordScreeningInput = {
  /** One per criterion. */
  answers: Array<CriterionAnswerInput>;
  /** The case file. */
  caseId: string;
  /** Whether the conditions for prosecution are met (E-03). */
  evidence: Evidence;
  /** Combined sentence to be expected, in months (E-02, E-11). */
  expectedMonths: number;
  /** Why this sentence is expected. */
  expectedReason: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** Signs of remorse found (E-04). */
  remorse: Array<Remorse>;
};

/** Record that a decision reached one addressee. */
export type RecordServiceInput = {
  /** On whom it was served. */
  addressee: Addressee;
  /** The decision. */
  decisionId: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** How (T-09). */
  mode: ServiceMode;
  /** Remark on the receipt. */
  note?: string | null | undefined;
  /** Day on the receipt. */
  receivedOn: string;
  /** Day it was sent or brought. */
  sentOn: string;
};

/** Weigh a case and say which decision it goes on to; the latest triage counts. */
export type RecordTriageInput = {
  /** Whether this is assisting information-network crime or a related offence (E-13). */
  assisting: boolean;
  /** The case file. */
  caseId: string;
  /** Why not relative non-prosecution, where the law presumes it. */
  departsBecause?: string | null | undefined;
  /** How the facts weigh. */
  gravity: Gravity;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** Circumstances of item 10 (E-13). */
  leniency: Array<Leniency>;
  /** Which decision the case goes on to. */
  outcome: TriageOutcome;
  /** Why. */
  reason: string;
  /** Circumstances of item 9 (E-14). */
  strictness: Array<Strictness>;
};

/** Of the guardian to the minor. */
export type Relation =
  | 'ADOPTIVE_PARENT'
  | 'FATHER'
  | 'GRANDPARENT'
  | 'MOTHER'
  | 'OTHER_RELATIVE'
  | 'PROTECTING_ORGAN'
  | 'SIBLING';

/** Signs of remorse (E-04); the list is unconfirmed (N). */
export type Remorse =
  | 'APOLOGISED'
  | 'DISCONTINUED'
  | 'FORGIVEN'
  | 'MERITORIOUS_SERVICE'
  | 'PLEADED_GUILTY'
  | 'RESTITUTION'
  | 'SELF_SURRENDER';

/** Return a submitted review to its author. */
export type ReturnOutcomeReviewInput = {
  /** What is missing or wrong. */
  feedback: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The outcome review. */
  reviewId: string;
};

/** Send a version that somebody else wrote back to its author. */
export type ReturnPlanInput = {
  /** What is to be looked at again. */
  feedback: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The version handed in. */
  planVersionId: string;
};

/** Send a proposal back with feedback. */
export type ReturnProposalInput = {
  /** What is missing or wrong. */
  feedback: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** The proposal. */
  proposalId: string;
};

/** Review one missed check-in. */
export type ReviewMissedCheckInInput = {
  /** The missed check-in. */
  checkInId: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** What was found out and what follows. */
  note: string;
  /** Why it was missed. */
  reason: MissedReason;
  /** Whether what is written here is not to be shown to the family; once yes, always yes. */
  sensitive?: boolean;
};

/** Review one self-report that was given. */
export type ReviewSelfReportInput = {
  /** The self-report. */
  checkInId: string;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** What was done about it; must be said where the report asks for somebody. */
  note?: string | null | undefined;
  /** Whether what is written here is not to be shown to the family; once yes, always yes. */
  sensitive?: boolean;
};

/** Where an outcome review stands. */
export type ReviewState =
  | 'APPROVED'
  | 'DRAFT'
  | 'RETURNED'
  | 'SUBMITTED';

/** A role is held per office. */
export type Role =
  | 'ADMINISTRATOR'
  | 'AUDITOR'
  | 'GUARDIAN'
  | 'OFFICER'
  | 'SOCIAL_WORKER'
  | 'SUPERVISOR'
  | 'YOUNG_PERSON';

/** Keep the content of a form that was not submitted yet; the last one saved counts. */
export type SaveDraftInput = {
  /** The case file the form belongs to; may be left out when the record is the case file. */
  caseId?: string | null | undefined;
  /** What stands in the form: JSON text of at most 100,000 bytes. */
  content: string;
  /** The form. */
  form: DraftForm;
  /** Under which this is done once. */
  idempotencyKey: string;
  /** What the form is about, where there is such. */
  recordId?: string | null | undefined;
};

/** Where the young person learns or works now (O-08 protects pupils). */
export type SchoolStatus =
  | 'COMPULSORY_EDUCATION'
  | 'HIGHER_EDUCATION'
  | 'OUT_OF_SCHOOL_IDLE'
  | 'OUT_OF_SCHOOL_WORKING'
  | 'SENIOR_SECONDARY'
  | 'VOCATIONAL';

/** Where staff find a self-report (S14): each that was asked for lies in exactly one. */
export type SelfReportQueue =
  | 'AWAITING'
  | 'NEEDS_ATTENTION'
  | 'REVIEWED';

/** What in a self-report asks for somebody; no finding, and no score (product.md §10). */
export type SelfReportSign =
  | 'CONDITION_NOT_YET'
  | 'HELP_WANTED'
  | 'LOW_MOOD'
  | 'WANTS_TO_TALK';

/** How a paper reached its addressee (T-09). */
export type ServiceMode =
  | 'ADULT_RECIPIENT'
  | 'DIRECT'
  | 'ENTRUSTED'
  | 'LEFT'
  | 'POST';

/** As stated in the identity document. */
export type Sex =
  | 'FEMALE'
  | 'MALE';

/** Direction of a sort. */
export type SortOrder =
  | 'ASC'
  | 'DESC';

/** Where a party stands. */
export type Stance =
  | 'NO_OBJECTION'
  | 'OBJECTS'
  | 'SUPPORTS';

/** The circumstances of item 9 (1) to (8), each of which takes the presumption away (E-14). */
export type Strictness =
  | 'CONVICTED_IN_5_YEARS'
  | 'CROSS_BORDER'
  | 'DEEP_SYNTHESIS'
  | 'INSIDER'
  | 'ORGANISED_TRADE'
  | 'PENALISED_IN_2_YEARS'
  | 'SPECIAL_TOOLS'
  | 'USED_THE_WEAK';

/** What a member of the support team is there for. */
export type TeamDuty =
  | 'LEAD'
  | 'MENTOR'
  | 'PSYCHOLOGIST'
  | 'SOCIAL_WORKER';

/** Standing among those who took part, from organising to the edge. */
export type Tier =
  | 'CORE'
  | 'LEAD'
  | 'PARTICIPANT'
  | 'PERIPHERAL';

/** What was talked about. */
export type Topic =
  | 'CONDITIONS'
  | 'FAMILY'
  | 'FRIENDS'
  | 'HEALTH'
  | 'MONEY'
  | 'ONLINE'
  | 'SCHOOL'
  | 'WORK';

/** Narrows the trail; every part narrows further. */
export type TrailFilterInput = {
  /** By this account. */
  accountId?: string | null | undefined;
  /** Code of what was done. */
  action?: string | null | undefined;
  /** About this case file. */
  caseId?: string | null | undefined;
  /** On or after this day. */
  from?: string | null | undefined;
  /** On or before this day. */
  to?: string | null | undefined;
};

/** What the officer concludes: which decision the case goes on to. */
export type TriageOutcome =
  | 'CONDITIONAL'
  | 'EVIDENCE_NON_PROSECUTION'
  | 'RELATIVE_NON_PROSECUTION'
  | 'STATUTORY_NON_PROSECUTION';

/** Why something needs attention, the gravest first. */
export type WorkKind =
  | 'APPROVAL'
  | 'BREACH'
  | 'CHALLENGE'
  | 'CHECK_IN_DUE'
  | 'CREDIT'
  | 'DEADLINE'
  | 'DISPUTE'
  | 'DUTY_REPORTED'
  | 'ENTRUSTMENT'
  | 'EVIDENCE'
  | 'FOLLOW_UP'
  | 'HAND_OVER'
  | 'LATE_DUTY'
  | 'LEAVE'
  | 'LEFT_BEHIND'
  | 'LETTER'
  | 'MISSED_CHECK_IN'
  | 'NO_ATTEMPTS_LEFT'
  | 'PERIOD_ENDS'
  | 'RETRACTION'
  | 'SEAL_QUERY'
  | 'SELF_REPORT'
  | 'SENT_BACK'
  | 'SILENT'
  | 'VOLUNTARY_FOLLOW_UP';

export type TrailQueryVariables = Exact<{
  page: number;
  perPage: number;
  filter?: TrailFilterInput | null | undefined;
  language: Language;
}>;


export type TrailQuery = { trail: { total: number, items: Array<{ seq: number, at: string, action: string, title: string, recordTitle: string, recordId: string, caseId: string | null, actor: { accountId: string | null, displayName: string | null, role: string } }> } };

export type CaseListQueryVariables = Exact<{
  page: number;
  perPage: number;
  sort: CaseSort;
  order: SortOrder;
  filter?: CaseFilterInput | null | undefined;
  language: Language;
}>;


export type CaseListQuery = { caseFiles: { total: number, items: Array<{ id: string, caseNumber: string, maskedName: string, ageAtAct: number, ageNow: number, chainRole: string, status: CaseStatus, officerName: string, lastCheckInOn: string | null, missedToReview: number, version: number, progress: { startsOn: string, endsOn: string, elapsedDays: number, totalDays: number } | null, nextDeadline: { kind: DeadlineKind, title: string, startsOn: string, dueOn: string, state: DeadlineState, provisional: boolean, explanation: Array<string>, basis: { rule: string | null, citation: string, unconfirmed: boolean } } | null }> } };

export type CasePageQueryVariables = Exact<{
  id: string;
  language: Language;
}>;


export type CasePageQuery = { caseFile: { id: string, caseNumber: string, status: CaseStatus, version: number, receivedOn: string, rulebook: string, chainRole: string, progress: { startsOn: string, endsOn: string, elapsedDays: number, totalDays: number } | null, minor: { id: string, maskedName: string, sex: Sex, ageAtAct: number | null, ageNow: number | null, schoolStatus: SchoolStatus }, guardians: Array<{ id: string, maskedName: string, relation: Relation, legalRepresentative: boolean, blocked: boolean }>, officer: { id: string, displayName: string, role: Role } | null, charges: Array<{ id: string, totalFen: number, offence: { code: string, name: string }, acts: Array<{ id: string, occurredOn: string, amountFen: number, ageBand: AgeBand }> }>, involvement: { chainRole: ChainRole, tier: Tier, means: Array<Means>, platform: string | null, gainFen: number, beganOn: string | null, endedOn: string | null } | null, linkedCases: Array<{ id: string, caseNumber: string, chainRole: string, kind: LinkKind }>, opinions: Array<{ id: string, stage: HearingStage, party: OpinionParty, heardOn: string | null, stance: Stance | null, objection: ObjectionKind, impossibleBecause: string | null, withdrawnOn: string | null }> | null, proposals: Array<{ id: string, periodMonths: number | null, reasons: string, state: ProposalState, feedback: string | null, author: { id: string, displayName: string, role: Role } | null }> | null, decisions: Array<{ id: string, kind: DecisionKind, decidedOn: string, effectiveOn: string | null, addressees: Array<Addressee>, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, services: Array<{ id: string, addressee: Addressee, sentOn: string, receivedOn: string, dueOn: string, late: boolean }>, announcement: { announcedOn: string } | null }>, probation: { startsOn: string, months: number, endsOn: string, endsOnDayBefore: string, printedEnd: string | null, confirmed: boolean, expired: boolean, elapsedDays: number, totalDays: number, explanation: Array<string> } | null, deadlines: Array<{ kind: DeadlineKind, title: string, startsOn: string, dueOn: string, state: DeadlineState, provisional: boolean, explanation: Array<string>, basis: { rule: string | null, citation: string, unconfirmed: boolean } }>, nextDeadline: { kind: DeadlineKind, title: string, startsOn: string, dueOn: string, state: DeadlineState, provisional: boolean, explanation: Array<string>, basis: { rule: string | null, citation: string, unconfirmed: boolean } } | null, allowedActions: Array<{ action: CaseAction, allowed: boolean, code: string | null, reason: string | null, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null }>, plan: { id: string, number: number, state: PlanVersionState, from: string | null, until: string | null, reason: string | null, checkInEveryDays: number, checkInKind: CheckInKind, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, conditions: Array<{ id: string, code: string, category: ConditionCategory, sentence: string, plainWording: string, proportionality: string, change: ConditionChange }>, goals: Array<{ id: string, text: string, owner: GoalOwner, targetOn: string, status: GoalStatus }>, agreements: Array<{ id: string, party: AgreementParty, answer: Answer, reason: string | null, answeredOn: string, current: boolean }> } | null, planVersions: Array<{ id: string, number: number, state: PlanVersionState, from: string | null, until: string | null, reason: string | null }>, team: Array<{ id: string, duty: TeamDuty, from: string, until: string | null, account: { id: string, displayName: string, role: Role } | null }>, assignments: Array<{ id: string, conditionId: string | null, dueOn: string, status: AssignmentStatus, completedOn: string | null, minutes: number | null, module: { code: string, title: string, minutes: number } }>, checkIns: Array<{ id: string, caseId: string, kind: CheckInKind, status: CheckInStatus, dueFrom: string, dueUntil: string, graceUntil: string, late: boolean, happenedAt: string | null, enteredAt: string | null, contactMade: boolean | null, noContactReason: NoContactReason | null, topics: Array<Topic>, concernLevel: ConcernLevel | null, note: string | null, nextStep: string | null, present: Array<Present>, review: { reason: MissedReason, note: string, reviewedOn: string, by: { id: string, displayName: string, role: Role } | null } | null }>, outcomeReview: { id: string, state: ReviewState, version: number, proposal: OutcomeProposal | null, reasons: string | null, defaultOutcome: OutcomeProposal, assembled: { checkInsKept: number, checkInsMissed: number, modulesDone: number, modulesAssigned: number, goalsCount: number, goalsDone: number, conditionsCount: number }, ratings: Array<{ subjectKind: RatingSubject, subjectId: string, label: string, rating: Rating | null, evidence: string | null }>, evaluations: Array<{ by: Evaluator, text: string }>, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, feedback: Array<{ text: string, at: string, by: { id: string, displayName: string, role: Role } | null }>, missing: Array<{ code: string, label: string }> } | null, timeline: Array<{ at: string, kind: string, title: string, actor: string | null, actorRole: string, recordId: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null }> } };

export type CaseIdentityQueryVariables = Exact<{
  id: string;
}>;


export type CaseIdentityQuery = { caseFile: { id: string, identity: { fullName: string, identityNumber: string | null, phone: string | null, address: string | null, school: string | null, birthDate: string } } };

export type LogCheckInMutationVariables = Exact<{
  input: LogCheckInInput;
  language: Language;
}>;


export type LogCheckInMutation = { logCheckIn:
    | { __typename: 'LogCheckInSuccess', checkIn: { id: string } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ReviewMissedCheckInMutationVariables = Exact<{
  input: ReviewMissedCheckInInput;
  language: Language;
}>;


export type ReviewMissedCheckInMutation = { reviewMissedCheckIn:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'ReviewMissedCheckInSuccess', checkIn: { id: string } }
   };

export type SelfReportsQueryVariables = Exact<{
  queue: SelfReportQueue;
  caseId?: string | null | undefined;
  page: number;
  perPage: number;
}>;


export type SelfReportsQuery = { selfReports: { total: number, needsAttention: number, awaiting: number, reviewed: number, items: Array<{ caseId: string, caseNumber: string, maskedName: string, queue: SelfReportQueue, signs: Array<SelfReportSign>, noteNeeded: boolean, checkIn: { id: string, status: CheckInStatus, dueFrom: string, dueUntil: string, graceUntil: string, late: boolean, happenedAt: string | null }, report: { mood: Mood, helpWanted: boolean, helpWith: string | null, wantToTalk: boolean, proudOf: string | null, conditions: Array<{ conditionId: string, answer: OwnAnswer }>, questions: Array<{ question: string, answer: string | null }> } | null, review: { note: string | null, sensitive: boolean, reviewedAt: string, by: { id: string, displayName: string, role: Role } | null } | null }> } };

export type ReviewSelfReportMutationVariables = Exact<{
  input: ReviewSelfReportInput;
  language: Language;
}>;


export type ReviewSelfReportMutation = { reviewSelfReport:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'ReviewSelfReportSuccess', checkIn: { id: string } }
   };

export type HearOpinionMutationVariables = Exact<{
  input: HearOpinionInput;
  language: Language;
}>;


export type HearOpinionMutation = { hearOpinion:
    | { __typename: 'HearOpinionSuccess', caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ProposeDecisionMutationVariables = Exact<{
  input: ProposeDecisionInput;
  language: Language;
}>;


export type ProposeDecisionMutation = { proposeDecision:
    | { __typename: 'ProposeDecisionSuccess', caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ApproveProposalMutationVariables = Exact<{
  input: ApproveProposalInput;
  language: Language;
}>;


export type ApproveProposalMutation = { approveProposal:
    | { __typename: 'ApproveProposalSuccess', caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ReturnProposalMutationVariables = Exact<{
  input: ReturnProposalInput;
  language: Language;
}>;


export type ReturnProposalMutation = { returnProposal:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'ReturnProposalSuccess', caseFile: { id: string, status: CaseStatus } }
   };

export type RecordServiceMutationVariables = Exact<{
  input: RecordServiceInput;
  language: Language;
}>;


export type RecordServiceMutation = { recordService:
    | { __typename: 'RecordServiceSuccess', caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type DraftQueryVariables = Exact<{
  form: DraftForm;
  recordId?: string | null | undefined;
}>;


export type DraftQuery = { draft: { content: string, savedAt: string } | null };

export type SaveDraftMutationVariables = Exact<{
  input: SaveDraftInput;
  language: Language;
}>;


export type SaveDraftMutation = { saveDraft:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'SaveDraftSuccess', draft: { savedAt: string } | null }
   };

export type DiscardDraftMutationVariables = Exact<{
  input: DiscardDraftInput;
  language: Language;
}>;


export type DiscardDraftMutation = { discardDraft:
    | { __typename: 'DiscardDraftSuccess' }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ModuleCatalogueQueryVariables = Exact<{
  language: Language;
}>;


export type ModuleCatalogueQuery = { moduleCatalogue: Array<{ code: string, title: string, summary: string, minutes: number }> };

export type AssignModuleMutationVariables = Exact<{
  input: AssignModuleInput;
  language: Language;
}>;


export type AssignModuleMutation = { assignModule:
    | { __typename: 'AssignModuleSuccess', assignment: { id: string, conditionId: string | null, dueOn: string, status: AssignmentStatus, completedOn: string | null, minutes: number | null, module: { code: string, title: string, minutes: number } } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type FamilyViewQueryVariables = Exact<{
  language: Language;
}>;


export type FamilyViewQuery = { familyView: { youngPersonName: string, status: CaseStatus, startsOn: string | null, today: string, reviewOn: string | null, endsOn: string | null, elapsedDays: number | null, totalDays: number | null, howToDisagree: Array<string>, urgentHelp: string, done: Array<{ kind: FamilyItemKind, title: string, date: string, state: FamilyItemState }>, thisWeek: Array<{ kind: FamilyItemKind, title: string, date: string, state: FamilyItemState }>, contacts: Array<{ name: string, role: string, phone: string | null }>, conditions: Array<{ plainWording: string }> } };

export type OwnSelfReportsQueryVariables = Exact<{
  language: Language;
}>;


export type OwnSelfReportsQuery = { ownSelfReports: Array<{ id: string, caseId: string, status: CheckInStatus, dueFrom: string, dueUntil: string, graceUntil: string, questions: Array<string>, given: { mood: Mood, helpWanted: boolean, helpWith: string | null, wantToTalk: boolean, proudOf: string | null, conditions: Array<{ conditionId: string, answer: OwnAnswer }>, questions: Array<{ question: string, answer: string | null }> } | null }>, familyView: { today: string, urgentHelp: string, contacts: Array<{ name: string, role: string, phone: string | null }>, conditions: Array<{ id: string, plainWording: string }> } };

export type GiveSelfReportMutationVariables = Exact<{
  input: GiveSelfReportInput;
  language: Language;
}>;


export type GiveSelfReportMutation = { giveSelfReport:
    | { __typename: 'GiveSelfReportSuccess', checkInId: string }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type BasisPartsFragment = { rule: string | null, citation: string, unconfirmed: boolean };

export type DeadlinePartsFragment = { kind: DeadlineKind, title: string, startsOn: string, dueOn: string, state: DeadlineState, provisional: boolean, explanation: Array<string>, basis: { rule: string | null, citation: string, unconfirmed: boolean } };

export type RefusalPartsFragment = { code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> };

export type PersonPartsFragment = { id: string, displayName: string, role: Role };

export type CheckInPartsFragment = { id: string, caseId: string, kind: CheckInKind, status: CheckInStatus, dueFrom: string, dueUntil: string, graceUntil: string, late: boolean, happenedAt: string | null, enteredAt: string | null, contactMade: boolean | null, noContactReason: NoContactReason | null, topics: Array<Topic>, concernLevel: ConcernLevel | null, note: string | null, nextStep: string | null, present: Array<Present>, review: { reason: MissedReason, note: string, reviewedOn: string, by: { id: string, displayName: string, role: Role } | null } | null };

export type ConditionPartsFragment = { id: string, code: string, category: ConditionCategory, sentence: string, plainWording: string, proportionality: string, change: ConditionChange };

export type PlanVersionPartsFragment = { id: string, number: number, state: PlanVersionState, from: string | null, until: string | null, reason: string | null, checkInEveryDays: number, checkInKind: CheckInKind, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, conditions: Array<{ id: string, code: string, category: ConditionCategory, sentence: string, plainWording: string, proportionality: string, change: ConditionChange }>, goals: Array<{ id: string, text: string, owner: GoalOwner, targetOn: string, status: GoalStatus }>, agreements: Array<{ id: string, party: AgreementParty, answer: Answer, reason: string | null, answeredOn: string, current: boolean }> };

export type AssignmentPartsFragment = { id: string, conditionId: string | null, dueOn: string, status: AssignmentStatus, completedOn: string | null, minutes: number | null, module: { code: string, title: string, minutes: number } };

export type OutcomeReviewPartsFragment = { id: string, state: ReviewState, version: number, proposal: OutcomeProposal | null, reasons: string | null, defaultOutcome: OutcomeProposal, assembled: { checkInsKept: number, checkInsMissed: number, modulesDone: number, modulesAssigned: number, goalsCount: number, goalsDone: number, conditionsCount: number }, ratings: Array<{ subjectKind: RatingSubject, subjectId: string, label: string, rating: Rating | null, evidence: string | null }>, evaluations: Array<{ by: Evaluator, text: string }>, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, feedback: Array<{ text: string, at: string, by: { id: string, displayName: string, role: Role } | null }>, missing: Array<{ code: string, label: string }> };

export type MySessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MySessionsQuery = { mySessions: Array<{ id: string, startedAt: string, lastUsedAt: string, device: string, current: boolean }> };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
  language: Language;
}>;


export type EndSessionMutation = { endSession:
    | { __typename: 'EndSessionSuccess' }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type EndOtherSessionsMutationVariables = Exact<{
  input: EndOtherSessionsInput;
  language: Language;
}>;


export type EndOtherSessionsMutation = { endOtherSessions:
    | { __typename: 'EndOtherSessionsSuccess' }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type AccountsQueryVariables = Exact<{
  page: number;
  perPage: number;
  sort: AccountSort;
  order: SortOrder;
  filter?: AccountFilterInput | null | undefined;
}>;


export type AccountsQuery = { accounts: { total: number, items: Array<{ id: string, displayName: string, role: Role, joined: boolean, active: boolean, createdAt: string }> } };

export type CreateAccountMutationVariables = Exact<{
  input: CreateAccountInput;
  language: Language;
}>;


export type CreateAccountMutation = { createAccount:
    | { __typename: 'CreateAccountSuccess', invitationCode: string, expiresOn: string, account: { id: string, displayName: string } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type JobRunsQueryVariables = Exact<{
  page: number;
  perPage: number;
  name?: string | null | undefined;
  failedOnly: boolean;
  language: Language;
}>;


export type JobRunsQuery = { jobRuns: { total: number, items: Array<{ id: string, name: string, title: string, office: string | null, startedAt: string, endedAt: string | null, done: number, failed: number, failures: Array<{ kind: string }> }> } };

export type OutcomeTableQueryVariables = Exact<{
  language: Language;
}>;


export type OutcomeTableQuery = { outcomeTable: Array<{ code: string, title: string, evidenceDays: number | null, kinds: Array<{ code: string, title: string }> }> };

export type RecordOutcomesMutationVariables = Exact<{
  input: RecordOutcomesInput;
  language: Language;
}>;


export type RecordOutcomesMutation = { recordOutcomes:
    | { __typename: 'RecordOutcomesSuccess', saved: number, refused: number, items: Array<{ index: number, caseId: string, code: string | null, field: string | null, problem: string | null, message: string | null }> }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type PlanVersionQueryVariables = Exact<{
  id: string;
  language: Language;
}>;


export type PlanVersionQuery = { planVersion: { version: number, id: string, number: number, state: PlanVersionState, from: string | null, until: string | null, reason: string | null, checkInEveryDays: number, checkInKind: CheckInKind, warnings: Array<{ caseNumber: string | null, message: string }>, author: { id: string, displayName: string, role: Role } | null, approver: { id: string, displayName: string, role: Role } | null, conditions: Array<{ id: string, code: string, category: ConditionCategory, sentence: string, plainWording: string, proportionality: string, change: ConditionChange }>, goals: Array<{ id: string, text: string, owner: GoalOwner, targetOn: string, status: GoalStatus }>, agreements: Array<{ id: string, party: AgreementParty, answer: Answer, reason: string | null, answeredOn: string, current: boolean }> } };

export type ApprovePlanMutationVariables = Exact<{
  input: ApprovePlanInput;
  language: Language;
}>;


export type ApprovePlanMutation = { approvePlan:
    | { __typename: 'ApprovePlanSuccess', planVersion: { id: string, state: PlanVersionState } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ReturnPlanMutationVariables = Exact<{
  input: ReturnPlanInput;
  language: Language;
}>;


export type ReturnPlanMutation = { returnPlan:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'ReturnPlanSuccess', planVersion: { id: string, state: PlanVersionState } }
   };

export type ApproveOutcomeReviewMutationVariables = Exact<{
  input: ApproveOutcomeReviewInput;
  language: Language;
}>;


export type ApproveOutcomeReviewMutation = { approveOutcomeReview:
    | { __typename: 'ApproveOutcomeReviewSuccess', decision: { id: string }, caseFile: { id: string, status: CaseStatus, version: number } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type ReturnOutcomeReviewMutationVariables = Exact<{
  input: ReturnOutcomeReviewInput;
  language: Language;
}>;


export type ReturnOutcomeReviewMutation = { returnOutcomeReview:
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
    | { __typename: 'ReturnOutcomeReviewSuccess', review: { id: string, state: ReviewState, version: number } }
   };

export type CriteriaQueryVariables = Exact<{
  language: Language;
}>;


export type CriteriaQuery = { criteria: Array<{ code: Criterion, title: string, statement: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null }> };

export type RecordScreeningMutationVariables = Exact<{
  input: RecordScreeningInput;
  language: Language;
}>;


export type RecordScreeningMutation = { recordScreening:
    | { __typename: 'RecordScreeningSuccess', result: string, caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type RecordTriageMutationVariables = Exact<{
  input: RecordTriageInput;
  language: Language;
}>;


export type RecordTriageMutation = { recordTriage:
    | { __typename: 'RecordTriageSuccess', presumption: string, caseFile: { id: string, status: CaseStatus } }
    | { __typename: 'Refused', code: string, message: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null, facts: Array<{ name: string, value: string }>, problems: Array<{ path: string, code: string }> }
   };

export type WorklistQueryVariables = Exact<{
  page?: number;
  perPage?: number;
  kind?: WorkKind | null | undefined;
  language: Language;
}>;


export type WorklistQuery = { worklist: { total: number, counts: Array<{ kind: WorkKind, title: string, count: number }>, items: Array<{ kind: WorkKind, title: string, recordId: string, caseId: string | null, caseNumber: string | null, maskedName: string | null, officerName: string | null, dueOn: string | null, since: string | null, overdue: boolean, action: CaseAction | null, operation: string, basis: { rule: string | null, citation: string, unconfirmed: boolean } | null }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const BasisPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment BasisParts on LegalBasis {
  rule
  citation(language: $language)
  unconfirmed
}
    `, {"fragmentName":"BasisParts"}) as unknown as TypedDocumentString<BasisPartsFragment, unknown>;
export const DeadlinePartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DeadlineParts on Deadline {
  kind
  title(language: $language)
  startsOn
  dueOn
  state
  provisional
  basis {
    ...BasisParts
  }
  explanation(language: $language)
}
    fragment BasisParts on LegalBasis {
  rule
  citation(language: $language)
  unconfirmed
}`, {"fragmentName":"DeadlineParts"}) as unknown as TypedDocumentString<DeadlinePartsFragment, unknown>;
export const RefusalPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment RefusalParts on Refused {
  code
  message(language: $language)
  basis {
    ...BasisParts
  }
  facts {
    name
    value
  }
  problems {
    path
    code
  }
}
    fragment BasisParts on LegalBasis {
  rule
  citation(language: $language)
  unconfirmed
}`, {"fragmentName":"RefusalParts"}) as unknown as TypedDocumentString<RefusalPartsFragment, unknown>;
export const PersonPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PersonParts on AccountSummary {
  id
  displayName
  role
}
    `, {"fragmentName":"PersonParts"}) as unknown as TypedDocumentString<PersonPartsFragment, unknown>;
export const CheckInPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment CheckInParts on CheckIn {
  id
  caseId
  kind
  status
  dueFrom
  dueUntil
  graceUntil
  late
  happenedAt
  enteredAt
  contactMade
  noContactReason
  topics
  concernLevel
  note
  nextStep
  present
  review {
    reason
    note
    reviewedOn
    by {
      ...PersonParts
    }
  }
}
    fragment PersonParts on AccountSummary {
  id
  displayName
  role
}`, {"fragmentName":"CheckInParts"}) as unknown as TypedDocumentString<CheckInPartsFragment, unknown>;
export const ConditionPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment ConditionParts on Condition {
  id
  code
  category
  sentence(language: $language)
  plainWording(language: $language)
  proportionality
  change
}
    `, {"fragmentName":"ConditionParts"}) as unknown as TypedDocumentString<ConditionPartsFragment, unknown>;
export const PlanVersionPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment PlanVersionParts on PlanVersion {
  id
  number
  state
  from
  until
  reason
  checkInEveryDays
  checkInKind
  author {
    ...PersonParts
  }
  approver {
    ...PersonParts
  }
  conditions {
    ...ConditionParts
  }
  goals {
    id
    text
    owner
    targetOn
    status
  }
  agreements {
    id
    party
    answer
    reason
    answeredOn
    current
  }
}
    fragment PersonParts on AccountSummary {
  id
  displayName
  role
}
fragment ConditionParts on Condition {
  id
  code
  category
  sentence(language: $language)
  plainWording(language: $language)
  proportionality
  change
}`, {"fragmentName":"PlanVersionParts"}) as unknown as TypedDocumentString<PlanVersionPartsFragment, unknown>;
export const AssignmentPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment AssignmentParts on Assignment {
  id
  module {
    code
    title(language: $language)
    minutes
  }
  conditionId
  dueOn
  status
  completedOn
  minutes
}
    `, {"fragmentName":"AssignmentParts"}) as unknown as TypedDocumentString<AssignmentPartsFragment, unknown>;
export const OutcomeReviewPartsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment OutcomeReviewParts on OutcomeReview {
  id
  state
  version
  assembled {
    checkInsKept
    checkInsMissed
    modulesDone
    modulesAssigned
    goalsCount
    goalsDone
    conditionsCount
  }
  ratings {
    subjectKind
    subjectId
    label(language: $language)
    rating
    evidence
  }
  evaluations {
    by
    text
  }
  proposal
  reasons
  author {
    ...PersonParts
  }
  approver {
    ...PersonParts
  }
  feedback {
    by {
      ...PersonParts
    }
    text
    at
  }
  missing {
    code
    label(language: $language)
  }
  defaultOutcome
}
    fragment PersonParts on AccountSummary {
  id
  displayName
  role
}`, {"fragmentName":"OutcomeReviewParts"}) as unknown as TypedDocumentString<OutcomeReviewPartsFragment, unknown>;
export const TrailDocument = {"__meta__":{"hash":"sha256:9f6bf6e6dc07d0147fe55335cfda982f80032fcee50c11ba0873430ae93179aa"}} as unknown as TypedDocumentString<TrailQuery, TrailQueryVariables>;
export const CaseListDocument = {"__meta__":{"hash":"sha256:260f079f3133169eb403f8629dcdd8105358eaa7111185042abe06959b4235b4"}} as unknown as TypedDocumentString<CaseListQuery, CaseListQueryVariables>;
export const CasePageDocument = {"__meta__":{"hash":"sha256:01dd6ba97e4000511036781287b9f92b872d4c6b6f176649858aeca0b3f0680a"}} as unknown as TypedDocumentString<CasePageQuery, CasePageQueryVariables>;
export const CaseIdentityDocument = {"__meta__":{"hash":"sha256:4b2a4985c88c4bcb78108f382de26dd5408216bcfc894a7b0b96e5655205ad8f"}} as unknown as TypedDocumentString<CaseIdentityQuery, CaseIdentityQueryVariables>;
export const LogCheckInDocument = {"__meta__":{"hash":"sha256:ba38f585b5862d8578f35c66bd45904fae1bf767bd60a33040dbb5130db6459e"}} as unknown as TypedDocumentString<LogCheckInMutation, LogCheckInMutationVariables>;
export const ReviewMissedCheckInDocument = {"__meta__":{"hash":"sha256:2758fb5d26bf3931030815996a81b4a4787d8df6a9ec627e5468784481b7defc"}} as unknown as TypedDocumentString<ReviewMissedCheckInMutation, ReviewMissedCheckInMutationVariables>;
export const SelfReportsDocument = {"__meta__":{"hash":"sha256:b5ead7294f42f24e58983565e5028f87a76296d2b0cb356db5b25089d592e7c6"}} as unknown as TypedDocumentString<SelfReportsQuery, SelfReportsQueryVariables>;
export const ReviewSelfReportDocument = {"__meta__":{"hash":"sha256:26a7d65382430531e7ed33fe8159c02692ea34778a01dab64ff180443258d59a"}} as unknown as TypedDocumentString<ReviewSelfReportMutation, ReviewSelfReportMutationVariables>;
export const HearOpinionDocument = {"__meta__":{"hash":"sha256:482f0174bf347f8565f0794eb4ea732e4d1b1da96c904cbc24adc3d9a9cdfa1c"}} as unknown as TypedDocumentString<HearOpinionMutation, HearOpinionMutationVariables>;
export const ProposeDecisionDocument = {"__meta__":{"hash":"sha256:e6d42e93b996056914c56a492eeb958daf62c7b773ebadb439325476a8c25601"}} as unknown as TypedDocumentString<ProposeDecisionMutation, ProposeDecisionMutationVariables>;
export const ApproveProposalDocument = {"__meta__":{"hash":"sha256:91ea2b23340872bc825e809b09e57e88bdc63b564e1706da26ad3f19f8603773"}} as unknown as TypedDocumentString<ApproveProposalMutation, ApproveProposalMutationVariables>;
export const ReturnProposalDocument = {"__meta__":{"hash":"sha256:20f03ddc5e1c066e5155c152d3bae940af0013aa15daacdcf27669518749c7a8"}} as unknown as TypedDocumentString<ReturnProposalMutation, ReturnProposalMutationVariables>;
export const RecordServiceDocument = {"__meta__":{"hash":"sha256:819383f1e369094c18396511c36c3830fde80e63d968e2ec98c03a87ab682b4b"}} as unknown as TypedDocumentString<RecordServiceMutation, RecordServiceMutationVariables>;
export const DraftDocument = {"__meta__":{"hash":"sha256:b1336c9f91993bfbb2afb3619748d1b697c47e2135f70ef0fe725130dd65fc94"}} as unknown as TypedDocumentString<DraftQuery, DraftQueryVariables>;
export const SaveDraftDocument = {"__meta__":{"hash":"sha256:74be1d03d8de1b58804193372d01d73e36fdedf7f70f1b00dcb7dba1d0747478"}} as unknown as TypedDocumentString<SaveDraftMutation, SaveDraftMutationVariables>;
export const DiscardDraftDocument = {"__meta__":{"hash":"sha256:aa3e441a870e2791b88032124e9ed0ae01f50ecd4bb1f2b383d0aec117b2e9c3"}} as unknown as TypedDocumentString<DiscardDraftMutation, DiscardDraftMutationVariables>;
export const ModuleCatalogueDocument = {"__meta__":{"hash":"sha256:ef5e6649b76bf1e23465e2151f85a80dc2265eeefe606f403a039f8e146315d0"}} as unknown as TypedDocumentString<ModuleCatalogueQuery, ModuleCatalogueQueryVariables>;
export const AssignModuleDocument = {"__meta__":{"hash":"sha256:e090d3fa7ad260fb2543acbe265f27d5aaf5498c55b5307a4b113f6df992046d"}} as unknown as TypedDocumentString<AssignModuleMutation, AssignModuleMutationVariables>;
export const FamilyViewDocument = {"__meta__":{"hash":"sha256:8f38bc639a557c0dc612fac1fa02b2bfc0a400533d72f8434de4894ba90e2678"}} as unknown as TypedDocumentString<FamilyViewQuery, FamilyViewQueryVariables>;
export const OwnSelfReportsDocument = {"__meta__":{"hash":"sha256:df4b440355e7f5b9e578eed190ffaa705796e026f28623c039c4fa9ac31f112d"}} as unknown as TypedDocumentString<OwnSelfReportsQuery, OwnSelfReportsQueryVariables>;
export const GiveSelfReportDocument = {"__meta__":{"hash":"sha256:bdfd1c9e663be9b1ef2e1eba8871f1ca2cf7724d0cbc4beaeb3561080a6fa436"}} as unknown as TypedDocumentString<GiveSelfReportMutation, GiveSelfReportMutationVariables>;
export const MySessionsDocument = {"__meta__":{"hash":"sha256:8dde2e77715601ca2547de2818e08bb82c1fe84d2266beb61ebaac878628f91f"}} as unknown as TypedDocumentString<MySessionsQuery, MySessionsQueryVariables>;
export const EndSessionDocument = {"__meta__":{"hash":"sha256:787f04ab58659fe083df327d55f43436af1011b9f69c54e31fac7ed6d737148b"}} as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const EndOtherSessionsDocument = {"__meta__":{"hash":"sha256:17167d3f2172f1401a9edcff488847ebb4d927a2798375aea75fce1e3d88d2da"}} as unknown as TypedDocumentString<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>;
export const AccountsDocument = {"__meta__":{"hash":"sha256:73cc9d85628a26aa1715055c310e7dcc3ecccab44223f209c1fa896e81794576"}} as unknown as TypedDocumentString<AccountsQuery, AccountsQueryVariables>;
export const CreateAccountDocument = {"__meta__":{"hash":"sha256:e096de08907680840f48681c155106d450c09322d7b98447fb0ffa5c001e9067"}} as unknown as TypedDocumentString<CreateAccountMutation, CreateAccountMutationVariables>;
export const JobRunsDocument = {"__meta__":{"hash":"sha256:65e89f86f10327f7b5fdfca36b7630491286a49b2db5c6e5e3a444de60523cee"}} as unknown as TypedDocumentString<JobRunsQuery, JobRunsQueryVariables>;
export const OutcomeTableDocument = {"__meta__":{"hash":"sha256:9488707a6cbb7fb5720b742440595edf96fe1895b15c6d42b430b44cd3f522ce"}} as unknown as TypedDocumentString<OutcomeTableQuery, OutcomeTableQueryVariables>;
export const RecordOutcomesDocument = {"__meta__":{"hash":"sha256:fca8bfc80a7d0f30fe2d52e3a13d8e195b1a9bf57cf9c86cb1ee93cf399def8d"}} as unknown as TypedDocumentString<RecordOutcomesMutation, RecordOutcomesMutationVariables>;
export const PlanVersionDocument = {"__meta__":{"hash":"sha256:5c9d7ee73867f223f35edd00a794d21b01cb7923ed66ad7c75c92f3998f3ecf0"}} as unknown as TypedDocumentString<PlanVersionQuery, PlanVersionQueryVariables>;
export const ApprovePlanDocument = {"__meta__":{"hash":"sha256:af13ec645153c6e8b826d4ebd1890d78f9abaf1b78923493dd3ae6bd7961e155"}} as unknown as TypedDocumentString<ApprovePlanMutation, ApprovePlanMutationVariables>;
export const ReturnPlanDocument = {"__meta__":{"hash":"sha256:72abb2f1f8034de2cddbf3b6582aaa1bfd3c2c13ef6209a854ef28bd40668bc7"}} as unknown as TypedDocumentString<ReturnPlanMutation, ReturnPlanMutationVariables>;
export const ApproveOutcomeReviewDocument = {"__meta__":{"hash":"sha256:1f4dab92ce7183139ad3cc227ce18861e3b508a6f1407bd034a82e165b0f9eb0"}} as unknown as TypedDocumentString<ApproveOutcomeReviewMutation, ApproveOutcomeReviewMutationVariables>;
export const ReturnOutcomeReviewDocument = {"__meta__":{"hash":"sha256:7cca271985a97ba6039aea4edc52394fc11a30382d66402054a07f4634ba0918"}} as unknown as TypedDocumentString<ReturnOutcomeReviewMutation, ReturnOutcomeReviewMutationVariables>;
export const CriteriaDocument = {"__meta__":{"hash":"sha256:fafa121971a9d251bf880f1013b8ab55f7e91c7e3605c40d347a4125595a2540"}} as unknown as TypedDocumentString<CriteriaQuery, CriteriaQueryVariables>;
export const RecordScreeningDocument = {"__meta__":{"hash":"sha256:e32e5430c36f5d0fe86c925426eeff549f820cd7f6002ae410354e47a53107ae"}} as unknown as TypedDocumentString<RecordScreeningMutation, RecordScreeningMutationVariables>;
export const RecordTriageDocument = {"__meta__":{"hash":"sha256:9737f0d21fc82bcd0eb85a04438628f6d46bb351c875435a06fe11424e3a1aa8"}} as unknown as TypedDocumentString<RecordTriageMutation, RecordTriageMutationVariables>;
export const WorklistDocument = {"__meta__":{"hash":"sha256:372f8628cf2a9ea913b3735f5f5160f12d73159d5b9b622584f7f615a0d43176"}} as unknown as TypedDocumentString<WorklistQuery, WorklistQueryVariables>;