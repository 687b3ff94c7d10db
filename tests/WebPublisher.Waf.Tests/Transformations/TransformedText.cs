using System.Text;
using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Tests.Transformations;

/// <summary>Transforms texts written as Latin-1, one character for each byte.</summary>
internal static class TransformedText
{
    public static string Of(string names, string input)
    {
        using var arena = new TextArena();
        var text = arena.Add(Encoding.Latin1.GetBytes(input));
        foreach (var name in names.Split(','))
        {
            text = TransformationCatalogue.Find(name)!.Apply(text, arena);
        }

        return Encoding.Latin1.GetString(text.ToBytes());
    }

    public static bool IsSamePlace(string name, string input)
    {
        using var arena = new TextArena();
        var text = arena.Add(Encoding.Latin1.GetBytes(input));
        return TransformationCatalogue.Find(name)!.Apply(text, arena).IsSamePlace(text);
    }
}
