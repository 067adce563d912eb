import type { EurekaApplications } from '../../../infrastructure/discovery/eureka/eureka-applications.js';
import type { EurekaApplication } from '../../../infrastructure/discovery/eureka/eureka-applications.js';
import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';

/** One of the things that the registry answers, under the name of its outermost element. */
export type Representation =
  | { readonly applications: EurekaApplications }
  | { readonly application: EurekaApplication }
  | { readonly instance: EurekaInstance };
