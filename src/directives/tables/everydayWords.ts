// Made by scripts/make-word-tables.mjs from SCOWL, Copyright 2000-2016 by Kevin Atkinson (media/licenses/scowl.txt).

const text = `
aback ailing an aped aright ashing attacking attic awning backed backing backs balk balling ban banding banging bank banking banning bark bashing bask
beck bed belling belting bight bilking billing bin binning biting black blacked blacking blocked blooming blushing bolting boobing booing booked
booking boom booming booting boozing bout bracing braking bricking bright brushing buck bucked bucking bugling bulging bulking bull bulling bullring
bullying bush bushing bushings busing bussing busting busying but calling calmer camber cambers came camel camels cameo cameos cameras camper campers
can caning canning canting caper capers cashing cater caters cavern chimera chocked chucking citing clacked clacking cleft clicked cloaked clocked
clucked clucking cocked coked comer comers coming conked conning cooing cooked cooking cooling cooping corked cracking crackling cranking cricking
crocked crushing cull culling cunning cup curling cussing cut dally damning dan dancing darning dashing dawn dawning decked deft dieting dilating
dilly diluting din dinning dishing docked docket doff doily doll dolling dolls doming don donning doom dooming downs downy drolly drown ducked ducking
dueling duelling dull dulling dully dunning dusting earning ecstatic ed eight falling fan fanning fawning fed felling felting fight filing filling
filming fin fishing fitting flecked flicked flocked flushing foaming folly fooling footing forked forming fracking franking fright fucked fucking
fueling fuelling full fullback fulling furling fusing fussing gaining galling gamer ganging gashing gelling gifting gilding gilt gin ginning girting
golly goofing goosing gout gown gracing grooming gull gulling gulping gunning gush gushing gusting gut hack hacked hacking hake halting handing
hanging hashing heft hilt hinting hitting hocked hockey holly homing honked hooding hoofing hooked hooking hooping hooting hot hulking hull hulling
hurling hush hushing husking hut i ian id if ink inn inning ins io ion is it italic jack jacked jacking jan japanning jelling jilt jilting jockey
joked jolly jolting joshing jut kenning kicked killing kilning kilt kin kiting knocked laced lack lacked lackey lacking lamer lancing landing larked
lashing leaked led lefts lefty lent lest let licked lift lifting light liked lilt lilting linked listing loaded loafed loaned lobbed lobed located
lock locker lockers locket lockets locks lockup lodged loft lofted logged lolled lolling longed looked looking loom loomed looming looped looping
loosed loosing looted looting loped lopped lorded lout loved lowed lucked lucking lull lulling lurked lush lusting mack malting man manning mashing
melting meshing might milking milling milt minting misting mocked mocker molly molting mooing mooning mooring mooting mp mucked mucking mull mulling
mush mushing musing mussing n necked ned nicked night noshing null nut oaf oat of offs oft oiling oked on oozing op opt our oust ousting outs own p pa
pacing pack packed packing pad padding paging pain paining painting pairing pal paling pall palling palming pam pane paneling pang pannier pans pant
panting pap par paring parking parring parsing parting pas passing pasting pat patting pausing paving paw pawing pawn pawning pay paying pea pealing
pecked pedestals pee peed peeling peg pelting pen pending penning pep per pet pew phishing phoning picked pied piling pill pilling piloting pin
pinging pining pinking pinning pissing pitting plan planing planking planning plannings planting plucked plucking pluming plush plying pocked pocket
pod poked poling poll polling polly poohing pooling pooping posh posing posting pouching pout prancing prawning pricking pruning pudding puddling
puffing puking pullback pullbacks pullout pullouts pulls pulp pulping pulsing pumping pun punching punishing punning punting pup pupping purging purl
purling purring pursing pursuing pus pushier pushy puss put putting puzzling pwn pwning quacking quashing quelling quilting racing rack racked racking
raining raking ran ranging ranking ranting red ricked ricking rifting rights riling rioting roaming rocked rocker rocket rocking rolling roofing
rooked rooking room rooming rooting rout ruling running rush rushing rusting rut sack sacked sacking sake salting sanding satanic satin scanning
sciatic sculling selling septic shade shaken shaker shakes shaky shale shame shape share shave shit shocked shod shoe shoo shoot shop short shots
shout show shucking shushing shut sicked sifting sight silt silting sin sinning siting sitting slacked slacking slake slicked slot smacking smocked
snacking snake snot soaked socked socket soot sot sown spake span spanking spanning spastic spawning sped spelling spilling spinning spot stacking
staid stain stair stake state stated stater states stating station stats statue status stilling stilt stinting stocked stoic struck styptic sucked
sucking sulking sullying sunning sup tack tacked tacking tackling tactic tailing tainting taking talking tamer tamers tan tanking tannin tanning
tarmacking tasking tasting tatting teaching ted telling tenting testing texting thanking thwacking ticked ticking tiding tidying tiffing tight tile
tiling till tilling tilts timing tin tinging tinning tint tinting tipping tiring tit tithing titling toileting toiling toked tolling tooling tooting
toting totting touching tout touting town tracing tracings track trading trailing training tramming tramping trapping trashing trawling trekking trick
tricking trickling trilling truce truckling trucks trudging truing trumping trunk trunking trussing trusting tuck tucked tucking tufting tush twisting
twitting u uh ui uk um ump un unlocked ups upswing us using ux van vanning wack walling wan waning wanting warning washing wed weft welling welting
whacking wicked wight wiling willing wilt wilting win winning wishing witting wooding woofing wooing worked worming wrecking wright yanking yawning
yelling yoked yup zack zed zoning zonked zoo zooms zoos`;

/** English words of their own that are spelled nearly like a directive's: who wrote one of them did not mistype a directive. */
export const everydayWords: ReadonlySet<string> = new Set(text.trim().split(/\s+/));
