namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>The files of <c>rules/mail</c>, which travel within the assembly, so that the rules and the facts they name never part.</summary>
internal static class ShippedRules
{
    private const string Folder = "rules/mail/";

    public static RuleSet Read()
    {
        var assembly = typeof(ShippedRules).Assembly;
        var parser = new RuleParser();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            parser.Read(name, reader.ReadToEnd());
        }

        return parser.Complete(out var errors) ?? throw new InvalidDataException(string.Join(Environment.NewLine, errors));
    }
}
