using System.Security.Cryptography;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The state of one transaction: values, variables, what <c>ctl</c> changed, what matched. Used again for the next one; nothing is given to the collector of garbage.</summary>
internal sealed class Evaluator : IDisposable
{
    private string? _uniqueId;

    public Evaluator(RuleProgram program, CollectionStore store, TimeProvider time)
    {
        Program = program;
        Context = new OperatorContext(Arena);
        Body = new RequestBody(Arena);
        Facts = new TransactionFacts(Arena);
        Graph = new TextGraph(program, Arena);
        Values = new StableValues(Facts, Body, Cookies, Graph, Arena);
        Views = new ViewTable(program, Graph, Values);
        Tx = new TxVariables(program, Arena);
        Removals = new Removals(program.RuleCount);
        Collections = new OpenCollections(store, Arena, (long)program.Settings.CollectionTimeout.TotalSeconds);
        Matched = new MatchedVariables(Arena);
        Clock = new TransactionClock(time);
        Scalars = new ScalarValues(this);
        Volatile = new VolatileValues(this);
        Log = new MatchLog(this);
        _macros = new MacroExpansion(this);
        Reset();
    }

    private readonly MacroExpansion _macros;

    public RuleProgram Program { get; }

    public TextArena Arena { get; } = new();

    public OperatorContext Context { get; }

    public RequestBody Body { get; }

    public CookieList Cookies { get; } = new();

    public TransactionFacts Facts { get; }

    public TextGraph Graph { get; }

    public StableValues Values { get; }

    public ViewTable Views { get; }

    public TxVariables Tx { get; }

    public Removals Removals { get; }

    public OpenCollections Collections { get; }

    public NamedValues Environment { get; } = new();

    public MatchedVariables Matched { get; }

    public TransactionClock Clock { get; }

    public ScalarValues Scalars { get; }

    public VolatileValues Volatile { get; }

    public MatchLog Log { get; }

    /// <summary>Seconds since 1970 when the transaction began.</summary>
    public long UnixSeconds => Clock.UnixSeconds;

    /// <summary>Whether rules are evaluated and obeyed.</summary>
    public EngineMode Mode { get; set; }

    /// <summary>Whether rules see the request's body.</summary>
    public bool HasRequestBodyAccess { get; set; }

    /// <summary>Whether rules see the response's body.</summary>
    public bool HasResponseBodyAccess { get; set; }

    /// <summary>Bytes of the request's body that are looked into.</summary>
    public long RequestBodyLimit { get; set; }

    /// <summary>Bytes of the response's body that are looked into.</summary>
    public long ResponseBodyLimit { get; set; }

    /// <summary>How the request's body is read.</summary>
    public BodyProcessor Processor { get; set; }

    /// <summary><c>REQBODY_PROCESSOR</c>.</summary>
    public ByteText ProcessorName { get; set; }

    /// <summary>Whether rules want <c>REQUEST_BODY</c> though nobody reads the body.</summary>
    public bool ForcesRequestBody { get; set; }

    /// <summary>Whether the request's body went beyond what is looked into.</summary>
    public bool IsRequestBodyCut { get; set; }

    /// <summary>Whether the response's body went beyond what is looked into.</summary>
    public bool IsResponseBodyCut { get; set; }

    /// <summary><c>HIGHEST_SEVERITY</c>: the lowest number of a rule that matched, 255 before any.</summary>
    public int HighestSeverity { get; set; }

    /// <summary><c>UNIQUE_ID</c>: 32 hexadecimal digits.</summary>
    public string UniqueId => _uniqueId ??= RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Puts values in the place of macros.</summary>
    public ByteText Expand(Macro macro, CompiledRule rule) => _macros.Expand(macro, rule);

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        var settings = Program.Settings;
        Mode = settings.Mode;
        HasRequestBodyAccess = settings.HasRequestBodyAccess;
        HasResponseBodyAccess = settings.HasResponseBodyAccess;
        RequestBodyLimit = settings.RequestBodyLimit;
        ResponseBodyLimit = settings.ResponseBodyLimit;
        Processor = BodyProcessor.None;
        ProcessorName = ByteText.Empty;
        ForcesRequestBody = false;
        IsRequestBodyCut = false;
        IsResponseBodyCut = false;
        HighestSeverity = 255;
        _uniqueId = null;
        Views.Reset();
        Values.Reset();
        Graph.Reset();
        Facts.Reset();
        Cookies.Reset();
        Body.Reset();
        Tx.Reset();
        Removals.Reset();
        Collections.Reset();
        Environment.Reset();
        Matched.Reset();
        Log.Reset();
        Context.ClearCaptures();
        Context.LimitExceeded = false;
        Arena.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Body.Dispose();
        Arena.Dispose();
    }
}
