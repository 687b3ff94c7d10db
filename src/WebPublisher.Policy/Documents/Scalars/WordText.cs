using System.Reflection;
using System.Text.Json;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>The words by which policies name the members of enumerations.</summary>
internal static class WordText
{
    /// <summary>The member's name in camelCase, or what its <see cref="WordAttribute"/> says.</summary>
    public static string Of(Enum value)
    {
        var name = value.ToString();
        return value.GetType().GetField(name)!.GetCustomAttribute<WordAttribute>()?.Word ?? JsonNamingPolicy.CamelCase.ConvertName(name);
    }
}
