/** A profile in Docker's format: one text for all machines, filtered for one container at start. */
export interface SeccompProfile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number;
  /** Exactly these, instead of the map. */
  readonly architectures?: readonly string[];
  readonly archMap?: readonly ArchitectureFamily[];
  readonly flags?: readonly string[];
  readonly syscalls: readonly SeccompRule[];
}

interface ArchitectureFamily {
  readonly architecture: string;
  readonly subArchitectures: readonly string[];
}

export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArgument[];
  readonly includes?: SeccompCondition;
  readonly excludes?: SeccompCondition;
}

interface SeccompArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: string;
}

export interface SeccompCondition {
  /** Go's names of machines. */
  readonly arches?: readonly string[];
  readonly caps?: readonly string[];
  /** `4.8` */
  readonly minKernel?: string;
}

const ALLOW = 'SCMP_ACT_ALLOW';

const words = (text: string): string[] => text.trim().split(/\s+/);

const allow = (names: string, includes?: SeccompCondition): SeccompRule => ({
  names: words(names),
  action: ALLOW,
  ...(includes === undefined ? {} : { includes }),
});

const withCap = (cap: string, names: string): SeccompRule => allow(names, { caps: [cap] });

const allowWhen = (name: string, op: string, value: number, index = 0): SeccompRule => ({
  names: [name],
  action: ALLOW,
  args: [{ index, value, op }],
});

/** What every container may call. Facts of moby/profiles seccomp/default.json. */
const EVERYBODY = allow(`
  _llseek _newselect accept accept4 access adjtimex alarm bind brk cachestat capget capset chdir chmod
  chown chown32 clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime
  clock_gettime64 clock_nanosleep clock_nanosleep_time64 close close_range connect copy_file_range creat
  dup dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait
  epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat faccessat2 fadvise64
  fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown fchown32 fchownat fcntl
  fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr fsetxattr fstat fstat64 fstatat64 fstatfs
  fstatfs64 fsync ftruncate ftruncate64 futex futex_requeue futex_time64 futex_wait futex_waitv futex_wake
  futimesat get_robust_list get_thread_area getcpu getcwd getdents getdents64 getegid getegid32 geteuid
  geteuid32 getgid getgid32 getgroups getgroups32 getitimer getpeername getpgid getpgrp getpid getppid
  getpriority getrandom getresgid getresgid32 getresuid getresuid32 getrlimit getrusage getsid getsockname
  getsockopt gettid gettimeofday getuid getuid32 getxattr getxattrat inotify_add_watch inotify_init
  inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents io_pgetevents io_pgetevents_time64
  io_setup io_submit ioctl ioprio_get ioprio_set ipc kill landlock_add_rule landlock_create_ruleset
  landlock_restrict_self lchown lchown32 lgetxattr link linkat listen listmount listxattr listxattrat
  llistxattr lremovexattr lseek lsetxattr lstat lstat64 madvise map_shadow_stack membarrier memfd_create
  memfd_secret mincore mkdir mkdirat mknod mknodat mlock mlock2 mlockall mmap mmap2 mprotect mq_getsetattr
  mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink
  mremap mseal msgctl msgget msgrcv msgsnd msync munlock munlockall munmap name_to_handle_at nanosleep
  newfstatat open openat openat2 pause pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free
  pkey_mprotect poll ppoll ppoll_time64 prctl pread64 preadv preadv2 prlimit64 process_mrelease pselect6
  pselect6_time64 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv recv recvfrom recvmmsg
  recvmmsg_time64 recvmsg remap_file_pages removexattr removexattrat rename renameat renameat2
  restart_syscall riscv_hwprobe rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
  rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo
  sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam
  sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64 sched_setaffinity sched_setattr
  sched_setparam sched_setscheduler sched_yield seccomp select semctl semget semop semtimedop
  semtimedop_time64 send sendfile sendfile64 sendmmsg sendmsg sendto set_robust_list set_thread_area
  set_tid_address setfsgid setfsgid32 setfsuid setfsuid32 setgid setgid32 setgroups setgroups32 setitimer
  setpgid setpriority setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid setreuid32
  setrlimit setsid setsockopt setuid setuid32 setxattr setxattrat shmat shmctl shmdt shmget shutdown
  sigaltstack signalfd signalfd4 sigprocmask sigreturn socketcall socketpair splice stat stat64 statfs
  statfs64 statmount statx symlink symlinkat sync sync_file_range syncfs sysinfo tee tgkill time
  timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64
  timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 times tkill truncate
  truncate64 ugetrlimit umask uname unlink unlinkat uretprobe utime utimensat utimensat_time64 utimes vfork
  vmsplice wait4 waitid waitpid write writev
`);

/**
 * Address families above AF_ALG (38) and beside AF_VSOCK (40), which reach kernel code and the hypervisor
 * past every namespace; all below are one rule. Neighbours of equal high bits share one (value = mask,
 * valueTwo = what must remain): each rule costs every start and every exec, because libseccomp compiles it.
 */
const FAMILIES: readonly (readonly [first: number, size: number])[] = [
  [39, 1],
  [41, 1],
  [42, 2],
  [44, 2],
];

const ANY_INT = 0xffffffff;

const SOCKETS: readonly SeccompRule[] = [
  allowWhen('socket', 'SCMP_CMP_LT', 38),
  ...FAMILIES.map(([first, size]) =>
    size === 1
      ? allowWhen('socket', 'SCMP_CMP_EQ', first)
      : {
          names: ['socket'],
          action: ALLOW,
          args: [
            { index: 0, value: ANY_INT - size + 1, valueTwo: first, op: 'SCMP_CMP_MASKED_EQ' },
          ],
        },
  ),
];

/** Linux, BSD, their no-randomisation variants, and the question which one is set. */
const PERSONALITIES = [0, 8, 0x20000, 0x20008, ANY_INT].map((persona) =>
  allowWhen('personality', 'SCMP_CMP_EQ', persona),
);

const BY_ARCHITECTURE: readonly SeccompRule[] = [
  allow('sync_file_range2 swapcontext', { arches: ['ppc64le'] }),
  allow('arm_fadvise64_64 arm_sync_file_range sync_file_range2 breakpoint cacheflush set_tls', {
    arches: ['arm', 'arm64'],
  }),
  allow('arch_prctl', { arches: ['amd64', 'x32'] }),
  allow('modify_ldt', { arches: ['amd64', 'x32', 'x86'] }),
  allow('s390_pci_mmio_read s390_pci_mmio_write s390_runtime_instr', {
    arches: ['s390', 's390x'],
  }),
  allow('riscv_flush_icache', { arches: ['riscv64'] }),
];

const BY_CAPABILITY: readonly SeccompRule[] = [
  withCap('CAP_DAC_READ_SEARCH', 'open_by_handle_at'),
  withCap(
    'CAP_SYS_ADMIN',
    `bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie lsm_get_self_attr
     lsm_list_modules lsm_set_self_attr mount mount_setattr move_mount open_tree perf_event_open quotactl
     quotactl_fd setdomainname sethostname setns syslog umount umount2 unshare`,
  ),
  withCap('CAP_SYS_BOOT', 'reboot'),
  withCap('CAP_SYS_CHROOT', 'chroot'),
  withCap('CAP_SYS_MODULE', 'delete_module init_module finit_module'),
  withCap('CAP_SYS_PACCT', 'acct'),
  withCap(
    'CAP_SYS_PTRACE',
    'kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace',
  ),
  withCap('CAP_SYS_RAWIO', 'iopl ioperm'),
  withCap('CAP_SYS_TIME', 'settimeofday stime clock_settime clock_settime64'),
  withCap('CAP_SYS_TTY_CONFIG', 'vhangup'),
  withCap('CAP_SYS_NICE', 'get_mempolicy mbind set_mempolicy set_mempolicy_home_node'),
  withCap('CAP_SYSLOG', 'syslog'),
  withCap('CAP_BPF', 'bpf'),
  withCap('CAP_PERFMON', 'perf_event_open'),
];

/** All CLONE_NEW… flags: a thread or a child, but no new namespace. */
const NEW_NAMESPACES = 0x7e020000;
const ENOSYS = 38;
const NO_ADMIN: SeccompCondition = { caps: ['CAP_SYS_ADMIN'] };
const S390 = ['s390', 's390x'];

/** clone3 takes its flags from memory, where a filter cannot look: libraries fall back to clone on ENOSYS. */
const CLONES: readonly SeccompRule[] = [
  {
    ...allowWhen('clone', 'SCMP_CMP_MASKED_EQ', NEW_NAMESPACES),
    excludes: { ...NO_ADMIN, arches: S390 },
  },
  {
    ...allowWhen('clone', 'SCMP_CMP_MASKED_EQ', NEW_NAMESPACES, 1),
    includes: { arches: S390 },
    excludes: NO_ADMIN,
  },
  { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS, excludes: NO_ADMIN },
];

/** Docker's default profile: everything else answers EPERM. */
export const DEFAULT_PROFILE: SeccompProfile = {
  defaultAction: 'SCMP_ACT_ERRNO',
  defaultErrnoRet: 1,
  archMap: [
    {
      architecture: 'SCMP_ARCH_X86_64',
      subArchitectures: ['SCMP_ARCH_X86', 'SCMP_ARCH_X32'],
    },
    { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: ['SCMP_ARCH_ARM'] },
    { architecture: 'SCMP_ARCH_S390X', subArchitectures: ['SCMP_ARCH_S390'] },
    { architecture: 'SCMP_ARCH_PPC64LE', subArchitectures: [] },
    { architecture: 'SCMP_ARCH_RISCV64', subArchitectures: [] },
    { architecture: 'SCMP_ARCH_LOONGARCH64', subArchitectures: [] },
  ],
  syscalls: [
    EVERYBODY,
    allow('process_vm_readv process_vm_writev ptrace', { minKernel: '4.8' }),
    ...SOCKETS,
    ...PERSONALITIES,
    ...BY_ARCHITECTURE,
    ...BY_CAPABILITY,
    ...CLONES,
  ],
};
