// Written by hand from the rules, not derived from the code. Columns: nobody’s token, an operator of another tenant, then each role.
// Rows: a field or a reference, and of whom: `own` is what the cardholder holds, or what belongs to the customers’ account; `others`’
// are somebody else’s; what the names stand for is made in world.ts. Cells: 401 = UNAUTHENTICATED, yes = a value, null, empty = a list
// of none, gone = missing in a list or a stream, hidden = what it is a field of is not seen. Of commands: ok, role =
// TransitionNotPermitted, unseen = SubjectNotFound, or the guard that refuses.

/** Queries and references. */
export const QUERY_CELLS = `
                                     none    other   REQ     APR     OPR     CHD     PRD     TAD     CSU     SAG     AOW     AAD
  Query.lifecycles                   401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query.statusCursor                 401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query.cardViewer                   401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query.statusEvents@own             401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Query._entities                    401     null    yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query._service                     401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query.card@own                     401     null    yes     yes     yes     yes     yes     yes     yes     yes     null    null
  Query.card@others                  401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.card@fresh                   401     null    yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.cards@own                    401     gone    yes     yes     yes     yes     yes     yes     yes     yes     gone    gone
  Query.cards@others                 401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  Query.temporaryCard@own            401     null    yes     yes     yes     yes     yes     yes     yes     yes     null    null
  Query.temporaryCard@others         401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.temporaryCards@own           401     gone    yes     yes     yes     yes     yes     yes     yes     yes     gone    gone
  Query.temporaryCards@others        401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  Query.chargeCard@own               401     null    yes     yes     yes     null    null    yes     yes     yes     yes     yes
  Query.chargeCard@others            401     null    yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.chargeCard@free              401     null    yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.chargeCards@own              401     gone    yes     yes     yes     gone    gone    yes     yes     yes     yes     yes
  Query.chargeCards@others           401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Query.chargeCardByRfid             401     null    null    null    null    null    yes     yes     yes     yes     null    null
  Query.cardCounts@cards             401     yes     yes     yes     yes     yes     yes     yes     yes     yes     empty   empty
  Query.cardCounts@temporaryCards    401     yes     yes     yes     yes     yes     yes     yes     yes     yes     empty   empty
  Query.cardCounts@chargeCards       401     yes     yes     yes     yes     empty   empty   yes     yes     yes     yes     yes
  Query.cardCounts@operations        401     yes     yes     yes     yes     empty   yes     yes     yes     yes     empty   empty
  Query.cardThroughput@cards         401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.cardThroughput@chargeCards   401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.cardThroughput@operations    401     empty   yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.cardStageDurations@cards     401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.cardStageDurations@charged   401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  Query.cardStageDurations@produced  401     empty   yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.productionFailures           401     empty   yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.cardPrograms                 401     gone    yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Query.kiosks                       401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  Query.productionOperation@own      401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  Query.productionOperations@own     401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  reference.Card@own                 401     null    yes     yes     yes     yes     yes     yes     yes     yes     null    null
  reference.Card@others              401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  reference.TemporaryCard@own        401     null    yes     yes     yes     yes     yes     yes     yes     yes     null    null
  reference.TemporaryCard@others     401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  reference.ChargeCard@own           401     null    yes     yes     yes     null    null    yes     yes     yes     yes     yes
  reference.ChargeCard@others        401     null    yes     yes     yes     null    null    yes     yes     yes     null    null
  reference.ProductionOperation@own  401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  reference.CardProgram              401     null    yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  reference.Kiosk                    401     null    yes     yes     yes     null    yes     yes     yes     yes     null    null
  reference.User                     401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  reference.Account                  401     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes     yes`;

/** Fields below, with a rule of their own. */
export const FIELD_CELLS = `
                                                   none    other   REQ     APR     OPR     CHD     PRD     TAD     CSU     SAG     AOW     AAD
  Card.embossedName@own                            401     hidden  yes     yes     yes     yes     null    null    null    null    hidden  hidden
  Card.embossedName@others                         401     hidden  null    yes     yes     hidden  yes     null    null    null    hidden  hidden
  Card.temporaryCard@own                           401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  Card.program@own                                 401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  Card.production@own                              401     hidden  yes     yes     yes     null    yes     yes     yes     yes     hidden  hidden
  Card.productionOperations@own                    401     hidden  yes     yes     yes     empty   yes     yes     yes     yes     hidden  hidden
  Card.availableTransitions@own                    401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  Card.history@own                                 401     hidden  yes     yes     yes     yes     empty   yes     yes     yes     hidden  hidden
  TemporaryCard.replacesCard@own                   401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  TemporaryCard.program@own                        401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  TemporaryCard.production@own                     401     hidden  yes     yes     yes     null    yes     yes     yes     yes     hidden  hidden
  TemporaryCard.productionOperations@own           401     hidden  yes     yes     yes     empty   yes     yes     yes     yes     hidden  hidden
  TemporaryCard.availableTransitions@own           401     hidden  yes     yes     yes     yes     yes     yes     yes     yes     hidden  hidden
  TemporaryCard.history@own                        401     hidden  yes     yes     yes     yes     empty   yes     yes     yes     hidden  hidden
  ChargeCard.contractId@own                        401     hidden  null    null    null    hidden  hidden  yes     yes     yes     yes     yes
  ChargeCard.duplicateOf@moved                     401     hidden  yes     yes     yes     hidden  hidden  yes     yes     yes     null    null
  ChargeCard.duplicates@dead                       401     hidden  yes     yes     yes     hidden  hidden  yes     yes     yes     empty   empty
  ChargeCard.availableTransitions@own              401     hidden  yes     yes     yes     hidden  hidden  yes     yes     yes     yes     yes
  ChargeCard.history@own                           401     hidden  yes     yes     yes     hidden  hidden  yes     yes     yes     yes     yes
  ProductionOperation.previousAttempt              401     hidden  yes     yes     yes     hidden  yes     yes     yes     yes     hidden  hidden
  ProductionOperation.subject                      401     hidden  yes     yes     yes     hidden  yes     yes     yes     yes     hidden  hidden
  ProductionOperation.availableTransitions         401     hidden  yes     yes     yes     hidden  yes     yes     yes     yes     hidden  hidden
  ProductionOperation.history                      401     hidden  yes     yes     yes     hidden  yes     yes     yes     yes     hidden  hidden
  User.cards@own                                   401     empty   yes     yes     yes     yes     null    yes     yes     yes     null    null
  User.cards@others                                401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  User.temporaryCards@own                          401     empty   yes     yes     yes     yes     null    yes     yes     yes     null    null
  User.temporaryCards@others                       401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  Account.chargeCards@own                          401     empty   yes     yes     yes     null    null    yes     yes     yes     yes     yes
  Account.chargeCards@others                       401     empty   yes     yes     yes     null    null    yes     yes     yes     null    null
  CardStatusEvent.card@own                         401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  TemporaryCardStatusEvent.temporaryCard@own       401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  TemporaryCardStatusEvent.temporaryCard@returned  401     gone    yes     yes     yes     null    gone    yes     yes     yes     gone    gone
  ChargeCardStatusEvent.chargeCard@own             401     gone    yes     yes     yes     gone    gone    yes     yes     yes     yes     yes
  ProductionStatusEvent.operation                  401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  VersionConflict.since@card                       401     unseen  role    role    yes     yes     role    role    role    role    unseen  unseen
  VersionConflict.since@chargeCard                 401     unseen  role    role    role    unseen  unseen  yes     yes     yes     yes     yes
  CardTransition.card                              401     unseen  role    role    yes     yes     role    role    role    role    unseen  unseen
  TemporaryCardTransition.temporaryCard            401     unseen  role    role    yes     role    role    role    role    role    unseen  unseen
  ChargeCardTransition.chargeCard                  401     unseen  role    role    role    unseen  unseen  yes     yes     yes     yes     yes
  ProductionTransition.operation                   401     unseen  role    role    role    unseen  yes     role    role    role    unseen  unseen
  CardProgramConfigured.cardProgram                401     unseen  role    role    role    role    role    yes     role    role    role    role
  KioskConfigured.kiosk                            401     unseen  role    role    role    unseen  role    yes     role    role    unseen  unseen
  ImportChargeCardsRowResult.chargeCard            401     role    role    role    role    role    role    yes     yes     yes     role    role
  RequestedTemporaryCards.temporaryCards           401     unseen  role    role    yes     role    role    role    role    role    role    role`;

/** Commands, each tried on a subject in a fitting state. */
export const MUTATION_CELLS = `
                                                   none    other   REQ     APR     OPR     CHD     PRD     TAD     CSU     SAG     AOW     AAD
  Mutation.registerCard                            401     unseen  ok      role    ok      role    role    role    role    role    role    role
  Mutation.requestCard@others                      401     unseen  ok      role    ok      unseen  unseen  role    role    role    unseen  unseen
  Mutation.approveCard@others                      401     unseen  role    ok      role    unseen  unseen  role    role    role    unseen  unseen
  Mutation.rejectCard@others                       401     unseen  role    ok      role    unseen  unseen  role    role    role    unseen  unseen
  Mutation.abortCard@others                        401     unseen  ok      role    NOT_THE_REQUESTER  unseen  unseen  role    role    role    unseen  unseen
  Mutation.repeatCardOrder@others                  401     unseen  role    role    ok      unseen  role    role    role    role    unseen  unseen
  Mutation.activateCard@own                        401     unseen  role    role    ok      ok      role    role    role    role    unseen  unseen
  Mutation.deactivateCard@own                      401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.reactivateCard@own                      401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.lockCard@own                            401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.requestTemporaryCards                   401     unseen  role    role    ok      role    role    role    role    role    role    role
  Mutation.abortTemporaryCard                      401     unseen  role    role    ok      unseen  unseen  role    role    role    unseen  unseen
  Mutation.initializeTemporaryCard                 401     unseen  role    role    ok      unseen  role    role    role    role    unseen  unseen
  Mutation.assignTemporaryCard                     401     unseen  role    role    ok      unseen  role    role    role    role    unseen  unseen
  Mutation.extendTemporaryCard@own                 401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.withdrawTemporaryCard@own               401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.lockTemporaryCard@own                   401     unseen  role    role    ok      role    role    role    role    role    unseen  unseen
  Mutation.importChargeCard                        401     role    role    role    role    role    role    ok      ok      ok      role    role
  Mutation.importChargeCards                       401     role    role    role    role    role    role    ok      ok      ok      role    role
  Mutation.activateChargeCard@free                 401     unseen  role    role    role    unseen  unseen  role    role    role    ok      unseen
  Mutation.startChargeCardActivation@free          401     unseen  role    role    role    unseen  unseen  ok      ok      ok      unseen  unseen
  Mutation.acceptChargeCardTerms@moved             401     unseen  role    role    role    unseen  unseen  role    role    role    ok      role
  Mutation.blockChargeCard@own                     401     unseen  role    role    role    unseen  unseen  ok      ok      ok      ok      ok
  Mutation.blockChargeCard@others                  401     unseen  role    role    role    unseen  unseen  ok      ok      ok      unseen  unseen
  Mutation.unblockChargeCard@blocked               401     unseen  role    role    role    unseen  unseen  ok      ok      ok      ok      ok
  Mutation.suspendChargeCard@own                   401     unseen  role    role    role    unseen  unseen  ok      ok      role    role    role
  Mutation.resumeChargeCard@suspended              401     unseen  role    role    role    unseen  unseen  ok      ok      role    role    role
  Mutation.deactivateChargeCard@own                401     unseen  role    role    role    unseen  unseen  ok      ok      ok      ok      ok
  Mutation.deactivateChargeCard@suspended          401     unseen  role    role    role    unseen  unseen  ok      ok      role    role    role
  Mutation.scheduleChargeCardDeactivation@own      401     unseen  role    role    role    unseen  unseen  ok      ok      ok      ok      ok
  Mutation.cancelChargeCardDeactivation@scheduled  401     unseen  role    role    role    unseen  unseen  ok      ok      ok      ok      ok
  Mutation.revealChargeCard@own                    401     unseen  role    role    role    unseen  unseen  ok      ok      role    role    role
  Mutation.markProductionReady                     401     unseen  role    role    role    unseen  ok      role    role    role    unseen  unseen
  Mutation.startProduction                         401     unseen  role    role    ok      unseen  ok      role    role    role    unseen  unseen
  Mutation.completeProduction                      401     unseen  role    role    role    unseen  ok      role    role    role    unseen  unseen
  Mutation.refuseProduction                        401     unseen  role    role    role    unseen  ok      role    role    role    unseen  unseen
  Mutation.failProduction                          401     unseen  role    role    role    unseen  ok      role    role    role    unseen  unseen
  Mutation.cancelProduction                        401     unseen  role    role    ok      unseen  role    role    role    role    unseen  unseen
  Mutation.createCardProgram                       401     role    role    role    role    role    role    ok      role    role    role    role
  Mutation.updateCardProgram                       401     unseen  role    role    role    role    role    ok      role    role    role    role
  Mutation.registerKiosk                           401     role    role    role    role    role    role    ok      role    role    role    role
  Mutation.updateKiosk                             401     unseen  role    role    role    unseen  role    ok      role    role    unseen  unseen`;

/** Streams: whether the subject’s events come. */
export const STREAM_CELLS = `
                                                           none    other   REQ     APR     OPR     CHD     PRD     TAD     CSU     SAG     AOW     AAD
  Subscription.statusChanged@ownCard                       401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Subscription.statusChanged@othersCard                    401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Subscription.statusChanged@ownChargeCard                 401     gone    yes     yes     yes     gone    gone    yes     yes     yes     yes     yes
  Subscription.statusChanged@operation                     401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  Subscription.statusChanged@kiosk                         401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone
  Subscription.statusChanged@program                       401     gone    yes     yes     yes     yes     yes     yes     yes     yes     yes     yes
  Subscription.cardStatusChanged@ownCard                   401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Subscription.cardStatusChanged@othersCard                401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Subscription.temporaryCardStatusChanged@ownTemporary     401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Subscription.temporaryCardStatusChanged@returned         401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Subscription.temporaryCardStatusChanged@othersTemporary  401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Subscription.expiryApproaching@ownTemporary              401     gone    yes     yes     yes     yes     gone    yes     yes     yes     gone    gone
  Subscription.expiryApproaching@othersTemporary           401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Subscription.chargeCardStatusChanged@ownChargeCard       401     gone    yes     yes     yes     gone    gone    yes     yes     yes     yes     yes
  Subscription.chargeCardStatusChanged@othersChargeCard    401     gone    yes     yes     yes     gone    gone    yes     yes     yes     gone    gone
  Subscription.productionStatusChanged@operation           401     gone    yes     yes     yes     gone    yes     yes     yes     yes     gone    gone`;
