using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Settings;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Blog.Admin.Settings;

/// <summary>What people who sign in need, and where weaknesses are reported, as form fields.</summary>
public sealed class SecurityInput
{
    public bool RequiresSecondFactor { get; set; }

    /// <summary>An e-mail address, or an https address.</summary>
    [MaxLength(TextLengths.Title)]
    public string? Contact { get; set; }

    /// <summary>An https address.</summary>
    [MaxLength(TextLengths.Line)]
    public string? Policy { get; set; }

    internal static SecurityInput Of(SiteSecurity security) =>
        new()
        {
            RequiresSecondFactor = security.RequiresSecondFactor,
            Contact = security.Contact,
            Policy = security.Policy,
        };

    /// <summary>The settings that the form means.</summary>
    internal SiteSecurity Read(ModelStateDictionary errors, SecurityTexts words)
    {
        var (contact, policy) = (SettingRules.Line(Contact), SettingRules.Line(Policy));
        if (contact.Length > 0 && SiteSecurity.ReadContact(contact) is null)
        {
            errors.AddModelError("Input.Security.Contact", words.BadContact);
        }

        if (policy.Length > 0 && SettingRules.ReadHttpsUrl(policy) is null)
        {
            errors.AddModelError("Input.Security.Policy", words.BadPolicy);
        }

        return new SiteSecurity
        {
            RequiresSecondFactor = RequiresSecondFactor,
            Contact = contact.Length == 0 ? null : SiteSecurity.ReadContact(contact),
            Policy = policy.Length == 0 ? null : SettingRules.ReadHttpsUrl(policy),
        };
    }

    /// <summary>The settings that two people may have changed differently.</summary>
    internal static IEnumerable<SettingsField> Fields(SettingsTexts words, SecurityTexts security)
    {
        yield return new(
            "Security.RequiresSecondFactor",
            security.RequiresSecondFactor,
            null,
            f => f.Security.RequiresSecondFactor ? words.Yes : words.No,
            (to, from) => to.Security.RequiresSecondFactor = from.Security.RequiresSecondFactor
        );
        yield return new(
            "Security.Contact",
            security.Contact,
            null,
            f => f.Security.Contact ?? "",
            (to, from) => to.Security.Contact = from.Security.Contact
        );
        yield return new(
            "Security.Policy",
            security.Policy,
            null,
            f => f.Security.Policy ?? "",
            (to, from) => to.Security.Policy = from.Security.Policy
        );
    }
}
