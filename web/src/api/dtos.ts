// What services answer, under the names that pages use.
export type {
  ActivityDto as Activity,
  CausedEventDto as CausedEvent,
  ExplainedChangeDto as ExplainedChange,
  ReplayedStateDto as ReplayedState,
  StateDifferenceDto as StateDifference,
  StreamDto as Stream,
  StreamEventDto as StreamEvent,
  TrailDto as Trail,
} from '../../../src/infrastructure/http/contracts/audit-dtos.js';
export type { Finding } from '../../../src/application/audit-service/verification/finding.js';
export type { Verification } from '../../../src/application/audit-service/verification/verification.js';
export type { VerificationProgress } from '../../../src/application/audit-service/verification/verify-store.js';
export type {
  AddressDto as Address,
  MoneyDto as Money,
} from '../../../src/infrastructure/http/contracts/common-dtos.js';
export type {
  CustomerDto as Customer,
  EmailDto as Email,
} from '../../../src/infrastructure/http/contracts/customer-dtos.js';
export type {
  DeadLetterDetails,
  DeadLetterDto as DeadLetter,
  ReleaseDto as Release,
  WaitingEventDto as WaitingEvent,
} from '../../../src/infrastructure/http/contracts/operations/dead-letter-dtos.js';
export type {
  CheckDto as Check,
  CircuitBreakerDto as CircuitBreaker,
  InstanceDto as Instance,
  ProcessorDto as Processor,
  SettingDto as Setting,
} from '../../../src/infrastructure/http/contracts/operations/instance-dtos.js';
export type {
  MailDetails,
  MailDto as Mail,
} from '../../../src/infrastructure/http/contracts/operations/mailbox-dtos.js';
export type {
  InstanceOverviewDto as InstanceOverview,
  OverviewDto as Overview,
  ServiceOverviewDto as ServiceOverview,
} from '../../../src/infrastructure/http/contracts/operations/overview-dtos.js';
export type {
  DeadlineDto as Deadline,
  ProcessCommandDto as ProcessCommand,
  ProcessDetails,
  ProcessDto as Process,
  ProcessStepDto as ProcessStep,
} from '../../../src/infrastructure/http/contracts/operations/process-dtos.js';
export type {
  BuildingDto as Building,
  DocumentChangeDto as DocumentChange,
  DocumentComparisonDto as DocumentComparison,
  LagDto as Lag,
  ProjectionDto as Projection,
} from '../../../src/infrastructure/http/contracts/operations/projection-dtos.js';
export type { ServiceStandingDto as ServiceStanding } from '../../../src/infrastructure/http/contracts/operations/service-dtos.js';
export type {
  OrderDto as Order,
  RejectionDto as Rejection,
} from '../../../src/infrastructure/http/contracts/order-dtos.js';
export type { ProductDto as Product } from '../../../src/infrastructure/http/contracts/product-dtos.js';
export type { SignedInDto as SignedIn } from '../../../src/infrastructure/http/contracts/session-dtos.js';
export type {
  CartDto as Cart,
  CartLineDto as CartLine,
} from '../../../src/infrastructure/http/contracts/shopping-dtos.js';
