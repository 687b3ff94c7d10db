using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Compilation;

/// <summary>
/// Makes a program of directives. 1. Rules, chains and markers are gathered, and directives that change earlier rules do so. 2. Each rule is compiled: targets to sets and
/// views, its operator, what it does. 3. The rules of each phase are laid in one row, and where a rule leads on is an index into it. 4. The literals of all operators become
/// one automaton.
/// </summary>
internal sealed class RuleSetCompiler
{
    private readonly SharedOperators _operators;
    private readonly CompilationContext _context;
    private readonly SetTable _sets = new();
    private readonly TargetReader _targets;
    private readonly List<Transformation> _steps = [];
    private UnicodeMap? _unicodeMap;

    public RuleSetCompiler(SharedOperators operators)
    {
        _operators = operators;
        _context = new CompilationContext(operators);
        _targets = new TargetReader(_context, _sets);
    }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<RuleSetError> Errors => _context.Errors;

    /// <summary>Compiles directives; what is made of those with errors is of no use.</summary>
    public RuleProgram Compile(IReadOnlyList<Directive> directives)
    {
        var prepared = _operators.Prepare(directives.OfType<RuleDirective>().Select(rule => rule.Operator));
        var collector = new DraftCollector(_context);
        collector.Collect(directives);
        var settings = new SettingReader(_context);
        var compiledSettings = settings.Read(collector.Settings);
        _unicodeMap = settings.UnicodeMap;

        var rules = collector.Items.Where(item => item.Rule is { IsRemoved: false }).Select(item => item.Rule!).ToList();
        _context.Prepare(rules);
        var effects = new EffectReader(_context, new ControlReader(_context, rules));
        var phases = new CompiledRule[6][];
        phases[0] = [];
        for (var phase = 1; phase <= 5; phase++)
        {
            phases[phase] = LayOut(phase, collector.Items, rules, effects);
        }

        var all = phases.SelectMany(row => row).ToList();
        int[] inbound = [_context.TxSlots.Of("blocking_inbound_anomaly_score"), _context.TxSlots.Of("anomaly_score")];
        int[] outbound = [_context.TxSlots.Of("blocking_outbound_anomaly_score"), _context.TxSlots.Of("outbound_anomaly_score")];
        var limits = _context.TxSlots.Of("MSC_PCRE_LIMITS_EXCEEDED");
        ByteText[] txNames = [.. Enumerable.Range(0, _context.TxSlots.Count).Select(slot => NameOf(_context.TxSlots.NameOf(slot)))];
        foreach (var target in all.SelectMany(rule => rule.Targets).Where(target => target.Definition.Variable == Variable.Tx && target.TxSlot < 0))
        {
            target.TxSlots = [.. Enumerable.Range(0, txNames.Length).Where(slot => target.Selector?.Selects(txNames[slot]) ?? true)];
        }

        GC.KeepAlive(prepared);
        return new RuleProgram
        {
            Settings = compiledSettings,
            Phases = phases,
            RuleCount = rules.Count,
            Sets = [.. _sets.Sets],
            Views = [.. _sets.Views],
            Steps = [.. _steps],
            StepMasks = new StepMasks(_steps),
            Prefilter = BuildPrefilter(all),
            TxSlots = _context.TxSlots,
            TxNames = txNames,
            InboundScoreSlots = inbound,
            OutboundScoreSlots = outbound,
            LimitsExceededSlot = limits,
        };
    }

    private static ByteText NameOf(string name) => new(name.ToCharArray(), 0, name.Length);

    private CompiledRule[] LayOut(int phase, List<DraftItem> items, List<RuleDraft> rules, EffectReader effects)
    {
        var row = new List<CompiledRule>();
        var awaited = new List<(RuleIdentity Identity, string Marker, SourcePosition Position)>();
        foreach (var item in items)
        {
            // A rule whose id skipAfter names is a marker too, also one that was removed.
            var isMarker = item.Marker is not null;
            if (item.Rule is { IsRemoved: false } draft && draft.Actions.Phase == phase)
            {
                var identity = Identity(draft, rules.IndexOf(draft));
                var afterChain = row.Count + 1 + draft.Links.Count;
                row.Add(Compile(draft, identity, isHead: true, draft.Links.Count > 0, afterChain, effects));
                for (var i = 0; i < draft.Links.Count; i++)
                {
                    row.Add(Compile(draft.Links[i], identity, isHead: false, i + 1 < draft.Links.Count, afterChain, effects));
                }

                if (draft.Actions.SkipAfter is { } skip)
                {
                    awaited.Add((identity, skip.Argument ?? "", skip.Position));
                }
            }

            var name = isMarker ? item.Marker! : item.Rule!.Actions.Id.ToString();
            awaited.RemoveAll(waiting =>
            {
                if (!string.Equals(waiting.Marker, name, StringComparison.Ordinal) || (!isMarker && waiting.Identity.Id == item.Rule!.Actions.Id))
                {
                    return false;
                }

                waiting.Identity.SkipTo = row.Count;
                return true;
            });
        }

        foreach (var (_, marker, position) in awaited)
        {
            _context.Fail(position, $"skipAfter: no SecMarker and no rule behind this one is called {marker}; all rules that follow would be passed over.");
        }

        return [.. row];
    }

    private RuleIdentity Identity(RuleDraft draft, int ordinal)
    {
        var actions = draft.Actions;
        var action = actions.Disruptive ?? DisruptiveAction.Pass;
        if (actions.Phase == 5 && action is DisruptiveAction.Deny or DisruptiveAction.Drop or DisruptiveAction.Redirect)
        {
            _context.Fail(draft.Position, $"Rule {actions.Id}: in phase 5 all has been said and done; only pass and allow make sense.");
        }

        return new RuleIdentity
        {
            Id = actions.Id,
            Ordinal = ordinal,
            Phase = actions.Phase,
            Message = _context.Macro(actions.Message?.Position ?? draft.Position, actions.Message?.Argument),
            LogData = _context.Macro(actions.LogData?.Position ?? draft.Position, actions.LogData?.Argument),
            Severity = actions.Severity,
            Tags = [.. actions.Tags.Select(tag => _context.Macro(tag.Position, tag.Argument))],
            Revision = actions.Revision ?? "",
            Version = actions.Version ?? "",
            Position = draft.Position,
            IsLogged = actions.IsLogged ?? true,
            Action = action,
            Status = actions.Status != 0 ? actions.Status : action == DisruptiveAction.Redirect ? 302 : 403,
            Location = _context.Macro(draft.Position, actions.Location?.Argument),
            Skip = actions.Skip,
        };
    }

    private CompiledRule Compile(RuleDraft draft, RuleIdentity identity, bool isHead, bool hasNextLink, int afterChain, EffectReader effects)
    {
        var steps = Pipeline(draft.Actions.Transformations);
        var targets = _targets.Read(draft, steps);
        var text = draft.Operator;
        return new CompiledRule
        {
            Identity = identity,
            IsHead = isHead,
            HasNextLink = hasNextLink,
            AfterChain = afterChain,
            Targets = targets,
            Operator = _context.Operator(text) ?? new ConstantOperator(false),
            IsNegated = text.IsNegated,
            Argument = HasExpandedArgument(text) ? _context.Macro(text.Position, text.Argument) : null,
            SlotTest = SlotTestReader.Read(targets, text, steps, _context),
            Steps = steps,
            IsMultiMatch = draft.Actions.IsMultiMatch && steps.Length > 0,
            HasCapture = draft.Actions.HasCapture,
            Effects = effects.Read(draft.Actions.Effects),
        };
    }

    // Those of mod_security2's operators that expand macros; for the others a percent sign is a character like any other.
    private static bool HasExpandedArgument(OperatorText text) => text.Argument.Contains("%{", StringComparison.Ordinal)
        && text.Name.ToLowerInvariant() is "rx" or "rxglobal" or "within" or "contains" or "containsword" or "streq" or "beginswith" or "endswith" or "eq" or "ne" or "lt" or "le" or "gt" or "ge";

    private int[] Pipeline(List<RuleAction> actions)
    {
        var pipeline = new List<int>();
        foreach (var action in actions)
        {
            var name = action.Argument ?? "";
            if (name.Equals("none", StringComparison.OrdinalIgnoreCase))
            {
                pipeline.Clear();
                continue;
            }

            if (TransformationCatalogue.Find(name, _unicodeMap) is not { } transformation)
            {
                _context.Fail(action.Position, $"There is no transformation {name}{NearestName.Hint(name, TransformationCatalogue.Names)}");
                continue;
            }

            var step = _steps.IndexOf(transformation);
            if (step < 0)
            {
                step = _steps.Count;
                _steps.Add(transformation);
            }

            pipeline.Add(step);
        }

        return [.. pipeline];
    }

    private static LiteralFilter BuildPrefilter(List<CompiledRule> rules)
    {
        var groups = new Dictionary<RuleOperator, int>(ReferenceEqualityComparer.Instance);
        var literals = new List<GroupedLiteral>();
        foreach (var rule in rules)
        {
            if (rule.IsNegated || rule.Argument is not null || rule.Operator.RequiredLiterals is not { Count: > 0 } required)
            {
                continue;
            }

            if (!groups.TryGetValue(rule.Operator, out var group))
            {
                group = groups.Count;
                groups.Add(rule.Operator, group);
                literals.AddRange(required.Select(literal => new GroupedLiteral(literal, group)));
            }

            rule.Group = group;
        }

        return LiteralFilter.Create(literals);
    }
}
