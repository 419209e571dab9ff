import { containerdSuite } from '../../suites/containerd-suite.ts';
import { containerdTasksSuite } from '../../suites/containerd-tasks-suite.ts';
import { openRealContainerd } from './containerd-target.ts';

containerdSuite('containerd', openRealContainerd);
containerdTasksSuite('containerd', openRealContainerd);
