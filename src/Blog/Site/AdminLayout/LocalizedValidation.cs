using System.ComponentModel.DataAnnotations;
using Blog.Site.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Blog.Site.AdminLayout;

/// <summary>
/// Localizes the framework's validation messages in the admin's languages: each attribute's message is looked up by its name.
/// </summary>
internal sealed class LocalizedValidation : IValidationMetadataProvider, IStringLocalizer
{
    public static void Apply(MvcOptions mvc)
    {
        mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        mvc.ModelMetadataDetailsProviders.Add(new LocalizedValidation());
        var messages = mvc.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Word("Invalid"));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Word("Invalid"));
        messages.SetUnknownValueIsInvalidAccessor(_ => Word("Invalid"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Word("Invalid"));
        messages.SetValueIsInvalidAccessor(_ => Word("Invalid"));
        messages.SetValueMustNotBeNullAccessor(_ => Word("Required"));
        messages.SetMissingBindRequiredValueAccessor(_ => Word("Required"));
        messages.SetMissingKeyOrValueAccessor(() => Word("Required"));
        messages.SetValueMustBeANumberAccessor(_ => Word("Number"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Word("Number"));
    }

    public LocalizedString this[string name] => new(name, Word(name));

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, Word(name), arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>().Where(HasNoOwnText))
        {
            attribute.ErrorMessage = attribute.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
        }
    }

    /// <summary>Data type attributes (e-mail address, URL) have an English message as if it had been set explicitly.</summary>
    private static bool HasNoOwnText(ValidationAttribute rule) =>
        (rule.ErrorMessage is null || rule is DataTypeAttribute) && rule.ErrorMessageResourceName is null;

    private static string Word(string name) => AdminTexts.Of(CultureInfo.CurrentUICulture.Name).Validation(name);
}
