using System.Globalization;
using WebPublisher.Waf.Evaluation;
using WebPublisher.Waf.Evaluation.Effects;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Compiles what a rule does for each value that matches.</summary>
internal sealed class EffectReader(CompilationContext context, ControlReader controls)
{
    /// <summary>Compiles actions; those without an effect here (<c>ctl:auditEngine</c>) leave nothing.</summary>
    public RuleEffect[] Read(IReadOnlyList<RuleAction> actions) => [.. actions.Select(Read).OfType<RuleEffect>()];

    private RuleEffect? Read(RuleAction action)
    {
        if (string.IsNullOrEmpty(action.Argument))
        {
            return Fail(action, "it takes an argument");
        }

        return action.Name.ToLowerInvariant() switch
        {
            "setvar" => ReadSetVar(action),
            "expirevar" => ReadExpireVar(action),
            "deprecatevar" => ReadDeprecateVar(action),
            "initcol" => ReadInitCol(action),
            "setsid" => new OpenCollection(Variable.Session, context.Macro(action.Position, action.Argument)),
            "setuid" => new OpenCollection(Variable.User, context.Macro(action.Position, action.Argument)),
            "setrsc" => new OpenCollection(Variable.Resource, context.Macro(action.Position, action.Argument)),
            "setenv" => ReadSetEnv(action),
            _ => controls.Read(action),
        };
    }

    private RuleEffect? ReadSetVar(RuleAction action)
    {
        var (left, value) = Split(action.Argument!);
        var isUnset = left.StartsWith('!');
        if (Member(action, isUnset ? left[1..] : left) is not var (collection, name))
        {
            return null;
        }

        value = (value ?? "1").TrimStart();
        var kind = isUnset ? ChangeKind.Unset : value.StartsWith('+') ? ChangeKind.Add : value.StartsWith('-') ? ChangeKind.Subtract : ChangeKind.Set;
        var text = context.Macro(action.Position, kind is ChangeKind.Add or ChangeKind.Subtract ? value[1..] : value);
        var macro = context.Macro(action.Position, name);
        if (collection != Variable.Tx || !macro.IsConstant)
        {
            return new ChangeVariable(collection, macro, kind, text);
        }

        var slot = context.TxSlots.Of(macro.Constant.Span.ToString());
        return kind switch
        {
            ChangeKind.Unset => new UnsetTxVariable(slot),
            ChangeKind.Set => new SetTxVariable(slot, text),
            _ => new AddToTxVariable(slot, kind == ChangeKind.Add ? 1 : -1, text),
        };
    }

    private ExpireVariable? ReadExpireVar(RuleAction action)
    {
        var (left, value) = Split(action.Argument!);
        return Member(action, left) is not var (collection, name)
            ? null
            : new ExpireVariable(collection, context.Macro(action.Position, name), context.Macro(action.Position, value ?? "1"));
    }

    private RuleEffect? ReadDeprecateVar(RuleAction action)
    {
        var (left, value) = Split(action.Argument!);
        if (Member(action, left) is not var (collection, name))
        {
            return null;
        }

        var speed = (value ?? "").Split('/');
        return speed.Length == 2 && Number(speed[0], out var amount) && Number(speed[1], out var seconds) && seconds > 0
            ? new DeprecateVariable(collection, context.Macro(action.Position, name), amount, seconds)
            : Fail(action, "it takes collection.name=amount/seconds");
    }

    private RuleEffect? ReadInitCol(RuleAction action)
    {
        var (left, value) = Split(action.Argument!);
        if (value is null || Collection(left) is not { } collection || collection == Variable.Tx)
        {
            return Fail(action, "it takes collection=key, the collection being one of GLOBAL, IP, RESOURCE, SESSION, USER");
        }

        return new OpenCollection(collection, context.Macro(action.Position, value));
    }

    private SetEnvironment ReadSetEnv(RuleAction action)
    {
        var (left, value) = Split(action.Argument!);
        return left.StartsWith('!')
            ? new SetEnvironment(context.Macro(action.Position, left[1..]), null)
            : new SetEnvironment(context.Macro(action.Position, left), context.Macro(action.Position, value ?? "1"));
    }

    private (Variable Collection, string Name)? Member(RuleAction action, string text)
    {
        var dot = text.IndexOf('.');
        if (dot > 0 && dot + 1 < text.Length && Collection(text[..dot]) is { } collection)
        {
            return (collection, text[(dot + 1)..]);
        }

        Fail(action, $"'{text}' is no collection.name, the collection being one of TX, GLOBAL, IP, RESOURCE, SESSION, USER");
        return null;
    }

    private static Variable? Collection(string name) => name.Trim().ToUpperInvariant() switch
    {
        "TX" => Variable.Tx,
        "GLOBAL" => Variable.Global,
        "IP" => Variable.Ip,
        "RESOURCE" => Variable.Resource,
        "SESSION" => Variable.Session,
        "USER" => Variable.User,
        _ => null,
    };

    private static (string Left, string? Right) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private RuleEffect? Fail(RuleAction action, string message)
    {
        context.Fail(action.Position, $"{action.Name}: {message}");
        return null;
    }
}
