using System.Globalization;
using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Evaluation;
using WebPublisher.Waf.Evaluation.Effects;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>Compiles <c>ctl</c>. Which rules one concerns is found out here, so that a transaction only notes numbers.</summary>
/// <param name="context">The compilation.</param>
/// <param name="rules">The rules of the set, in the order of their ordinals.</param>
internal sealed class ControlReader(CompilationContext context, IReadOnlyList<RuleDraft> rules)
{
    private static readonly string[] Names =
    [
        "auditEngine", "auditLogParts", "debugLogLevel", "forceRequestBodyVariable", "hashEnforcement", "hashEngine", "requestBodyAccess", "requestBodyLimit",
        "requestBodyProcessor", "responseBodyAccess", "responseBodyLimit", "ruleEngine", "ruleRemoveById", "ruleRemoveByMsg", "ruleRemoveByTag", "ruleRemoveTargetById",
        "ruleRemoveTargetByMsg", "ruleRemoveTargetByTag",
    ];

    // The exclusions that come with the Core Rule Set name the same few tags hundreds of times.
    private readonly Dictionary<string, int[]?> _selections = new(StringComparer.Ordinal);

    /// <summary>Compiles one; null where it has no effect here or, told, is wrong.</summary>
    public RuleEffect? Read(RuleAction action)
    {
        var equals = action.Argument!.IndexOf('=');
        if (equals < 0)
        {
            return Fail(action, "it takes name=value");
        }

        var name = action.Argument[..equals].Trim();
        var value = action.Argument[(equals + 1)..].Trim();
        switch (name.ToLowerInvariant())
        {
            case "auditengine" or "auditlogparts" or "debugloglevel":
                // There is neither an audit log nor a debug log: the publishing record tells of every match.
                return null;
            case "hashenforcement" or "hashengine":
                return value.Equals("off", StringComparison.OrdinalIgnoreCase) ? null : Fail(action, "pages are not rewritten, so that no link carries a hash");
            case "ruleengine":
                return Mode(value) is { } mode ? new SetMode(mode) : Fail(action, "it takes On, Off or DetectionOnly");
            case "requestbodyaccess":
                return Switch(value) is { } request ? new SetBodyAccess(isResponse: false, request) : Fail(action, "it takes On or Off");
            case "responsebodyaccess":
                return Switch(value) is { } response ? new SetBodyAccess(isResponse: true, response) : Fail(action, "it takes On or Off");
            case "forcerequestbodyvariable":
                return Switch(value) is { } forced ? new ForceRequestBody(forced) : Fail(action, "it takes On or Off");
            case "requestbodylimit":
                return Limit(value) is { } limit ? new SetBodyLimit(isResponse: false, limit) : Fail(action, "it takes a number of bytes");
            case "responsebodylimit":
                return Limit(value) is { } answer ? new SetBodyLimit(isResponse: true, answer) : Fail(action, "it takes a number of bytes");
            case "requestbodyprocessor":
                return new SetBodyProcessor(Processor(value), ByteText.FromString(value));
            case "ruleremovebyid":
            case "ruleremovebytag":
            case "ruleremovebymsg":
                return Select(name, value, action.Position) is { } removed ? new RemoveRules(removed) : null;
            case "ruleremovetargetbyid" or "ruleremovetargetbytag" or "ruleremovetargetbymsg":
                return ReadRemoveTargets(action, name, value);
            default:
                return Fail(action, $"there is no ctl {name}{NearestName.Hint(name, Names)}");
        }
    }

    /// <summary>The mode of a word; null where it is none.</summary>
    public static EngineMode? Mode(string word) => word.ToLowerInvariant() switch
    {
        "on" => EngineMode.On,
        "off" => EngineMode.Off,
        "detectiononly" => EngineMode.DetectionOnly,
        _ => null,
    };

    /// <summary>On or off; null where a word is neither.</summary>
    public static bool? Switch(string word) => word.ToLowerInvariant() switch
    {
        "on" => true,
        "off" => false,
        _ => null,
    };

    // mod_security2 compares the names of processors with regard to case.
    private static BodyProcessor Processor(string name) => name switch
    {
        "URLENCODED" => BodyProcessor.UrlEncoded,
        "MULTIPART" => BodyProcessor.Multipart,
        "JSON" => BodyProcessor.Json,
        "XML" => BodyProcessor.Xml,
        _ => BodyProcessor.Unknown,
    };

    private static long? Limit(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;

    private RuleEffect? ReadRemoveTargets(RuleAction action, string name, string value)
    {
        var semicolon = value.IndexOf(';');
        if (semicolon <= 0 || semicolon + 1 == value.Length)
        {
            return Fail(action, "it takes rules;VARIABLE");
        }

        var selected = Select(name, value[..semicolon], action.Position);
        var targets = new List<RemovedTarget>();
        var errors = new ErrorList();
        foreach (var target in TargetParser.Parse(value[(semicolon + 1)..], action.Position, errors))
        {
            if (VariableTable.Find(target.Variable) is { } definition)
            {
                targets.Add(new RemovedTarget(definition.Variable, context.Selector(action.Position, target.Selector, target.IsPattern)));
            }
        }

        foreach (var error in errors.All)
        {
            context.Fail(error.Position, error.Message);
        }

        return selected is null ? null : new RemoveTargets(selected, [.. targets]);
    }

    private int[]? Select(string name, string value, SourcePosition position)
    {
        var by = name[^2..].ToLowerInvariant();
        var key = $"{by} {value}";
        if (!_selections.TryGetValue(key, out var ordinals))
        {
            var selection = by == "id" ? RuleSelection.ByIds(position, [value], context)
                : by == "ag" ? RuleSelection.ByTag(position, value, context)
                : RuleSelection.ByMessage(position, value, context);
            ordinals = selection is null ? null : [.. Enumerable.Range(0, rules.Count).Where(ordinal => selection.Contains(rules[ordinal]))];
            _selections.Add(key, ordinals);
        }

        return ordinals;
    }

    private RuleEffect? Fail(RuleAction action, string message)
    {
        context.Fail(action.Position, $"ctl: {message}");
        return null;
    }
}
