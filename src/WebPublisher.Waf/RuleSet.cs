using System.Collections.Concurrent;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Evaluation;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf;

/// <summary>Compiled rules: immutable, shared by all threads. Semantics are those of mod_security2 2.9.</summary>
public sealed class RuleSet
{
    // An array can hold no more than twice this.
    private const int MostBody = 1 << 30;

    // Transactions at one time are as many as requests are under way; keeping a few for each processor is enough for those that come and go.
    private static readonly int MostIdle = Environment.ProcessorCount * 8;
    private static readonly ByteText[] ProcessorNames =
        [ByteText.Empty, ByteText.FromString("URLENCODED"), ByteText.FromString("MULTIPART"), ByteText.FromString("JSON"), ByteText.FromString("XML")];

    private readonly ConcurrentBag<Transaction> _idle = [];
    private int _idleCount;

    private RuleSet(RuleProgram program, TimeProvider time, TransactionBudget budget)
    {
        Program = program;
        Time = time;
        Budget = budget;
        BodyLimits = new BodyLimits
        {
            Arguments = program.Settings.ArgumentsLimit,
            NoFilesLength = (int)Math.Min(program.Settings.RequestBodyNoFilesLimit, MostBody),
            JsonDepth = program.Settings.RequestBodyJsonDepthLimit,
            Files = program.Settings.UploadFileLimit,
        };
    }

    /// <summary>What the directives set: engine mode, limits, access to bodies.</summary>
    public WafSettings Settings => Program.Settings;

    /// <summary>How many rules there are, chains counted once.</summary>
    public int RuleCount => Program.RuleCount;

    /// <summary>What each transaction may spend.</summary>
    public TransactionBudget Budget { get; }

    internal RuleProgram Program { get; }

    internal TimeProvider Time { get; }

    internal CollectionStore Collections { get; } = new();

    internal BodyLimits BodyLimits { get; }

    /// <summary>Compiles what was parsed; errors of parsing come first.</summary>
    /// <param name="parsed">The directives of all files.</param>
    /// <param name="time">The clock of variables like <c>TIME</c>, of expiry and of the time budget.</param>
    /// <param name="shared">Operators that other rule sets compiled already; rule sets that differ in a few exclusions share nearly all.</param>
    /// <param name="budget">What each transaction may spend.</param>
    public static RuleSetCompilation Compile(ParsedRuleSet parsed, TimeProvider time, SharedOperators? shared = null, TransactionBudget? budget = null)
        => parsed.Errors.Count > 0 ? new RuleSetCompilation(null, parsed.Errors) : Compile(parsed.Directives, time, shared, budget);

    /// <summary>Compiles directives; a rule set with any error does not exist.</summary>
    /// <param name="directives">The directives of all files, in their order.</param>
    /// <param name="time">The clock of variables like <c>TIME</c>, of expiry and of the time budget.</param>
    /// <param name="shared">Operators that other rule sets compiled already; rule sets that differ in a few exclusions share nearly all.</param>
    /// <param name="budget">What each transaction may spend.</param>
    public static RuleSetCompilation Compile(IReadOnlyList<Directive> directives, TimeProvider time, SharedOperators? shared = null, TransactionBudget? budget = null)
    {
        var compiler = new RuleSetCompiler(shared ?? new SharedOperators());
        var program = compiler.Compile(directives);
        return new RuleSetCompilation(compiler.Errors.Count == 0 ? new RuleSet(program, time, budget ?? TransactionBudget.Default) : null, compiler.Errors);
    }

    /// <summary>A transaction to judge one request and its response by; from a pool, and back to it when disposed of.</summary>
    public Transaction Begin()
    {
        if (_idle.TryTake(out var transaction))
        {
            Interlocked.Decrement(ref _idleCount);
            transaction.Begin();
            return transaction;
        }

        return new Transaction(this);
    }

    internal static ByteText ProcessorName(BodyProcessor processor) => ProcessorNames[(int)processor];

    internal void TakeBack(Transaction transaction)
    {
        if (Interlocked.Increment(ref _idleCount) <= MostIdle)
        {
            _idle.Add(transaction);
            return;
        }

        Interlocked.Decrement(ref _idleCount);
        transaction.Discard();
    }
}
