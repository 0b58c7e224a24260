using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Knowledge;

/// <summary>Which members of the framework run, start, await or wake other code.</summary>
internal static class FrameworkTable
{
    private static readonly Dictionary<string, FrameworkEffect> Members = Build(
        (FrameworkEffect.Starts,
            """
            Task.Run TaskFactory.StartNew Task.ContinueWith ThreadPool.QueueUserWorkItem ThreadPool.UnsafeQueueUserWorkItem
            SynchronizationContext.Post ThreadPool.RegisterWaitForSingleObject Dispatcher.BeginInvoke Dispatcher.InvokeAsync
            Control.BeginInvoke Parallel.ForEachAsync Parallel.ForAsync
            """),
        (FrameworkEffect.Waits,
            """
            Task.Wait Task.WaitAll Task.WaitAny Task.RunSynchronously Task.Result ValueTask.Result TaskAwaiter.GetResult
            ValueTaskAwaiter.GetResult ConfiguredTaskAwaiter.GetResult ConfiguredValueTaskAwaiter.GetResult Thread.Join
            CancellationTokenRegistration.Dispose CancellationTokenRegistration.DisposeAsync Timer.DisposeAsync
            """),
        (FrameworkEffect.Passes,
            """
            Task.ConfigureAwait ValueTask.ConfigureAwait Task.GetAwaiter ValueTask.GetAwaiter ValueTask.AsTask Task.WaitAsync
            Volatile.Read ConfiguredTaskAwaitable.GetAwaiter ConfiguredValueTaskAwaitable.GetAwaiter Task.Unwrap
            TaskExtensions.Unwrap ParallelEnumerable.AsParallel Task.Task Enumerable.AsEnumerable TaskCompletionSource.Task
            Nullable.Value
            """),
        (FrameworkEffect.Combines,
            "Task.WhenAll Task.WhenAny"),
        (FrameworkEffect.RunsAndWaits,
            """
            Parallel.For Parallel.ForEach Parallel.Invoke ParallelEnumerable.ForAll SynchronizationContext.Send Dispatcher.Invoke
            Control.Invoke
            """),
        (FrameworkEffect.RunsNow,
            """
            List.ForEach List.Find List.FindAll List.FindIndex List.FindLast List.Exists List.RemoveAll List.TrueForAll
            List.ConvertAll List.Sort Array.ForEach Array.Find Array.FindAll Array.FindIndex Array.Exists Array.Sort
            Array.ConvertAll Array.TrueForAll ConcurrentDictionary.GetOrAdd ConcurrentDictionary.AddOrUpdate
            ImmutableInterlocked.Update ImmutableInterlocked.AddOrUpdate ImmutableInterlocked.GetOrAdd
            LazyInitializer.EnsureInitialized String.Create HashSet.RemoveWhere SortedSet.RemoveWhere ImmutableList.ForEach
            Enumerable.ToDictionary ExecutionContext.Run MemoryExtensions.Sort Action.Invoke Func.Invoke Delegate.DynamicInvoke
            ConditionalWeakTable.GetValue
            """),
        (FrameworkEffect.WaitsForSignal,
            """
            WaitHandle.WaitOne WaitHandle.WaitAll WaitHandle.WaitAny EventWaitHandle.WaitOne ManualResetEventSlim.Wait
            CountdownEvent.Wait Barrier.SignalAndWait BlockingCollection.Take BlockingCollection.GetConsumingEnumerable
            """),
        (FrameworkEffect.Signals,
            """
            EventWaitHandle.Set ManualResetEventSlim.Set CountdownEvent.Signal BlockingCollection.Add
            BlockingCollection.CompleteAdding BlockingCollection.TryAdd
            """),
        (FrameworkEffect.SignalsAfter,
            "Timer.Dispose"),
        (FrameworkEffect.Completes,
            """
            TaskCompletionSource.SetResult TaskCompletionSource.TrySetResult TaskCompletionSource.SetException
            TaskCompletionSource.TrySetException TaskCompletionSource.SetCanceled TaskCompletionSource.TrySetCanceled
            """),
        (FrameworkEffect.Registers,
            "CancellationToken.Register CancellationToken.UnsafeRegister"),
        (FrameworkEffect.Cancels,
            "CancellationTokenSource.Cancel"),
        (FrameworkEffect.Computes,
            "Lazy.Value"),
        (FrameworkEffect.Sleeps,
            """
            Thread.Sleep Console.ReadLine Console.ReadKey Process.WaitForExit File.ReadAllText File.WriteAllText File.ReadAllBytes
            File.WriteAllBytes File.ReadAllLines File.WriteAllLines File.AppendAllText SpinWait.SpinUntil FileStream.Flush
            Socket.Receive Socket.Send Socket.Accept Socket.Connect
            """),
        (FrameworkEffect.Asserts,
            "Debug.Assert Trace.Assert Contract.Assert Contract.Assume Contract.Requires"),
        (FrameworkEffect.Stops,
            "Environment.FailFast Environment.Exit Debug.Fail ThrowHelper.Throw"),
        (FrameworkEffect.Orders,
            """
            String.Compare String.CompareOrdinal String.CompareTo Comparer.Compare IComparer.Compare IComparable.CompareTo
            Int32.CompareTo Int64.CompareTo Guid.CompareTo StringComparer.Compare UInt32.CompareTo UInt64.CompareTo Byte.CompareTo
            Int16.CompareTo DateTime.CompareTo
            """),
        (FrameworkEffect.Equates,
            "Object.ReferenceEquals Object.Equals"),
        (FrameworkEffect.Minimum,
            "Math.Min"),
        (FrameworkEffect.Maximum,
            "Math.Max"),
        (FrameworkEffect.Adds,
            """
            List.Add Queue.Enqueue Stack.Push HashSet.Add LinkedList.AddLast LinkedList.AddFirst Dictionary.Add Dictionary.TryAdd
            ConcurrentQueue.Enqueue ConcurrentBag.Add ConcurrentDictionary.TryAdd ICollection.Add IList.Add ConcurrentStack.Push
            Collection.Add List.Insert
            """),
        (FrameworkEffect.Exchanges,
            "Interlocked.CompareExchange Interlocked.Exchange Volatile.Write"));

    private static readonly HashSet<string> DeferredQueries = Set(
        """
            Where Select SelectMany OrderBy OrderByDescending ThenBy ThenByDescending GroupBy GroupJoin Join Zip Concat Take
            TakeWhile Skip SkipWhile Distinct DistinctBy Union UnionBy Intersect IntersectBy Except ExceptBy Cast OfType Reverse
            Append Prepend DefaultIfEmpty Chunk Order OrderDescending Index CountBy AggregateBy
            """);

    private static readonly HashSet<string> Mutators = Set(
        """
            Add AddRange Insert InsertRange Remove RemoveAt RemoveAll RemoveRange RemoveWhere Clear Enqueue Dequeue TryDequeue
            Push Pop TryPop TryAdd TryRemove AddFirst AddLast RemoveFirst RemoveLast Sort Reverse UnionWith ExceptWith
            IntersectWith SymmetricExceptWith Append AppendLine AppendFormat set_Item EnqueueDequeue TrimExcess
            """);

    private static readonly HashSet<string> HarmlessTypes = Set(
        """
            Interlocked Volatile Math MathF Console Monitor Thread String StringBuilder DateTime DateTimeOffset Stopwatch
            Environment GC Debug Trace TimeSpan Guid Random Object HashCode RuntimeHelpers Task ValueTask Enumerable Lock
            ReaderWriterLockSlim SemaphoreSlim SpinLock Mutex Semaphore ReaderWriterLock SpinWait Nullable Tuple ValueTuple
            ManualResetEventSlim EventWaitHandle ManualResetEvent AutoResetEvent WaitHandle BitOperations Char Boolean Int32 Int64
            Double CancellationTokenSource CancellationToken CancellationTokenRegistration TaskCompletionSource Activity Type
            Delegate MulticastDelegate EqualityComparer Comparer Span ReadOnlySpan Memory ReadOnlyMemory MemoryExtensions
            ArrayPool Buffer Array Unsafe Lazy ArgumentNullException ConfiguredTaskAwaitable ConfiguredValueTaskAwaitable
            DefaultInterpolatedStringHandler CountdownEvent Barrier Path Exists
            """);

    /// <summary>What calling the method means.</summary>
    public static FrameworkEffect EffectOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null || !IsFramework(type))
        {
            return FrameworkEffect.None;
        }

        if (type.Name is "Enumerable" or "ParallelEnumerable" or "Queryable"
            && method.Name is not ("ForAll" or "AsParallel" or "AsEnumerable"))
        {
            return DeferredQueries.Contains(method.Name) ? FrameworkEffect.Defers
                : method.Name is "Range" or "Repeat" or "Empty" ? FrameworkEffect.None : FrameworkEffect.Enumerates;
        }

        var name = method.AssociatedSymbol is IPropertySymbol { IsIndexer: false } property ? property.Name : method.Name;
        return Members.TryGetValue($"{type.Name}.{name}", out var effect) ? effect : FrameworkEffect.None;
    }

    /// <summary>Whether the method changes the collection that it is called on.</summary>
    public static bool Mutates(IMethodSymbol method) => !method.IsStatic && Mutators.Contains(method.Name)
        && method.ContainingType.ContainingNamespace is { } space
            && (InSystem(space, "Collections") || method.ContainingType.Name == "StringBuilder");

    /// <summary>Whether an exception out of the method is so unlikely that nobody guards against it.</summary>
    public static bool IsHarmless(IMethodSymbol method)
    {
        var type = method.ContainingType;
        return type is not null && IsFramework(type)
            && (method.AssociatedSymbol is IPropertySymbol || method.MethodKind == MethodKind.Constructor
                || HarmlessTypes.Contains(type.Name)
                || HarmlessTypes.Contains(method.Name) || InSystem(type.ContainingNamespace, "Collections"));
    }

    public static bool IsFramework(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            space = outer;
        }

        return space is { IsGlobalNamespace: false, Name: "System" or "Microsoft" } && !type.Locations.Any(l => l.IsInSource);
    }

    private static bool InSystem(INamespaceSymbol space, string name)
    {
        for (var at = space; at is { IsGlobalNamespace: false }; at = at.ContainingNamespace)
        {
            if (at.Name == name && at.ContainingNamespace is { Name: "System" })
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Set(string words) => [.. Words(words)];

    private static Dictionary<string, FrameworkEffect> Build(params (FrameworkEffect Effect, string Names)[] rows) =>
        rows.SelectMany(row => Words(row.Names).Select(name => (Name: name, row.Effect))).ToDictionary(p => p.Name, p => p.Effect);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
