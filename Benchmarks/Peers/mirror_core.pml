/* mirror-core in Promela.  spin -DNP=2 -DND=2 -DNT=1 [-DMUT=1] -a mirror_core.pml
 * One process for each device's fault engine, one for each CPU thread, one for the environment. Program counters are control
 * locations and every rule is one d_step, so "states, stored" is the number of states of the other forms, and "transitions"
 * is one more than theirs, because the initial state counts as one (with -DNOREDUCE). */
#ifndef NP
#define NP 2
#endif
#ifndef ND
#define ND 2
#endif
#ifndef NT
#define NT 1
#endif
#ifndef MUT
#define MUT 0
#endif
#define NONE 0
#define RO   1
#define RW   2
#define MIG  3
#define DEV  4          /* DEV+d */
#define UNMAP 0
#define PROT  1
#define BACK  2
#define TO    3         /* TO+d  */
#define NOPG  NP

byte  cpu[NP];
byte  mir[ND*NP];
short busym;            /* bit d*NP+p */
bool  lk[ND];
byte  fp[ND] = NOPG;
byte  snap[ND];
bool  stale[ND];
bool  pl[NP];           /* some CPU thread works on the page */
byte  nact;             /* threads between invalidate start and end */
byte  cb2[NT];          /* 1+d*NP+p between set_seq and clear, else 0 */

#define IX(d,p)     ((d)*NP+(p))
#define BUSY(d,p)   ((busym>>IX(d,p))&1)
#define RIGHT(p,d)  (cpu[p]==RO -> 1 : ((cpu[p]==RW || cpu[p]==DEV+(d)) -> 2 : 0))

#if NT==1
#define EX(i) (cb2[0]==(i)+1)
#elif NT==2
#define EX(i) (cb2[0]==(i)+1 || cb2[1]==(i)+1)
#else
#define EX(i) (cb2[0]==(i)+1 || cb2[1]==(i)+1 || cb2[2]==(i)+1)
#endif
#define OK1(p,d) (mir[IX(d,p)]==0 || ((!BUSY(d,p) || EX(IX(d,p))) && (cpu[p]==RW || cpu[p]==DEV+(d) || (cpu[p]==RO && mir[IX(d,p)]==1))))
#if ND==1
#define OKP(p) OK1(p,0)
#elif ND==2
#define OKP(p) (OK1(p,0) && OK1(p,1))
#else
#define OKP(p) (OK1(p,0) && OK1(p,1) && OK1(p,2))
#endif
#define CHECK(p) assert(OKP(p))

#define ENVP(p) \
  :: d_step { cpu[p]==NONE && !pl[p] -> cpu[p]=RO; CHECK(p) } \
  :: d_step { cpu[p]==NONE && !pl[p] -> cpu[p]=RW; CHECK(p) } \
  :: d_step { cpu[p]==RO   && !pl[p] -> cpu[p]=RW; CHECK(p) }

#define BEGINP(p) :: d_step { (MUT==2 || !BUSY(_pid,p)) -> fp[_pid]=p }

#define GO(p,o) pl[p]=1; pg=p; op=o; todo=(1<<ND)-1; nact++
#define TOD(p,d) :: d_step { !pl[p] && (cpu[p]==RO || cpu[p]==RW) -> GO(p,TO+d) }
#if ND==1
#define TOALL(p) TOD(p,0)
#elif ND==2
#define TOALL(p) TOD(p,0) TOD(p,1)
#else
#define TOALL(p) TOD(p,0) TOD(p,1) TOD(p,2)
#endif
#define STARTP(p) \
  :: d_step { !pl[p] && cpu[p]!=NONE && cpu[p]!=MIG -> GO(p,UNMAP) } \
  :: d_step { !pl[p] && cpu[p]==RW  -> GO(p,PROT) } \
  :: d_step { !pl[p] && cpu[p]>=DEV -> GO(p,BACK) } \
  TOALL(p)

#if MUT==3
#define LOCKOPT(d) :: d_step { (todo>>d)&1 -> cur=d }
#define UNLOCK skip
#else
#define LOCKOPT(d) :: d_step { ((todo>>d)&1) && !lk[d] -> lk[d]=1; cur=d }
#define UNLOCK lk[cur]=0
#endif

/* pids 0..ND-1 */
active [ND] proctype Dev()
{
end_idle:
  if
  BEGINP(0)
#if NP>1
  BEGINP(1)
#endif
#if NP>2
  BEGINP(2)
#endif
#if NP>3
  BEGINP(3)
#endif
#if NP>4
  BEGINP(4)
#endif
  fi;
  if
  :: d_step { RIGHT(fp[_pid],_pid)==0 -> fp[_pid]=NOPG; stale[_pid]=0 }; goto end_idle
  :: d_step { RIGHT(fp[_pid],_pid)!=0 -> snap[_pid]=RIGHT(fp[_pid],_pid) }
  fi;
  d_step { !lk[_pid] -> lk[_pid]=1 };
  if
  :: d_step { MUT!=1 && stale[_pid]  -> fp[_pid]=NOPG; snap[_pid]=0; stale[_pid]=0 }; goto rel
  :: d_step { MUT==1 || !stale[_pid] -> stale[_pid]=0 }
  fi;
  d_step { true -> mir[IX(_pid,fp[_pid])]=snap[_pid]; CHECK(fp[_pid]); fp[_pid]=NOPG; snap[_pid]=0; stale[_pid]=0 };
rel:
  if :: d_step { true -> lk[_pid]=0 } fi;   /* 'if' only because a label may not sit on a d_step */
  goto end_idle
}

/* pids ND..ND+NT-1 */
active [NT] proctype Cpu()
{
  byte pg, op, todo, cur;
idle:
  if
  STARTP(0)
#if NP>1
  STARTP(1)
#endif
#if NP>2
  STARTP(2)
#endif
#if NP>3
  STARTP(3)
#endif
#if NP>4
  STARTP(4)
#endif
  fi;
inv:
  if
  LOCKOPT(0)
#if ND>1
  LOCKOPT(1)
#endif
#if ND>2
  LOCKOPT(2)
#endif
  :: d_step { todo==0 -> cpu[pg]=(op==UNMAP -> NONE : (op==PROT -> RO : MIG)); CHECK(pg) }; goto end
  fi;
  d_step { true -> busym = busym | (1<<IX(cur,pg)); stale[cur]=(stale[cur] || fp[cur]==pg); cb2[_pid-ND]=1+IX(cur,pg) };
  d_step { true -> mir[IX(cur,pg)]=0; cb2[_pid-ND]=0 };
  d_step { true -> UNLOCK; todo = todo & ~(1<<cur); cur=0 };
  goto inv;
end:
  if
  :: d_step { op<=PROT -> nact--; busym=(nact==0 -> 0 : busym); pl[pg]=0; pg=0; op=0 }; goto idle
  :: d_step { op>PROT  -> nact--; busym=(nact==0 -> 0 : busym) }
  fi;
  d_step { true -> cpu[pg]=(op==BACK -> RW : DEV+op-TO); CHECK(pg); pl[pg]=0; pg=0; op=0 };
  goto idle
}

active proctype Env()
{
  do
  ENVP(0)
#if NP>1
  ENVP(1)
#endif
#if NP>2
  ENVP(2)
#endif
#if NP>3
  ENVP(3)
#endif
#if NP>4
  ENVP(4)
#endif
  od
}
