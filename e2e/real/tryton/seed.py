"""Fills a new Tryton 6.0 database: a small plant that buys bearings, grease and gaskets.

Run as: DB_NAME=tryton TRYTOND_CONFIG=... /usr/bin/python3 seed.py BUYER_PASSWORD CLERK_PASSWORD
Three purchase orders (processing, processing, draft) with four lines from two suppliers.
"""
import sys
from datetime import date
from decimal import Decimal

from proteus import Model, config as proteus_config
from trytond.modules.account.tests.tools import (
    create_chart, create_fiscalyear, get_accounts)
from trytond.modules.account_invoice.tests.tools import (
    create_payment_term, set_fiscalyear_invoice_sequences)
from trytond.modules.company.tests.tools import create_company, get_company

buyer_password, clerk_password = sys.argv[1:3]
config = proteus_config.set_trytond(user='admin')

User = Model.get('res.user')
Company = Model.get('company.company')
Group = Model.get('res.group')
Party = Model.get('party.party')
Category = Model.get('product.category')
Unit = Model.get('product.uom')
Template = Model.get('product.template')
Purchase = Model.get('purchase.purchase')

plant = Party(name='Northwind Plant')
plant.save()
create_company(plant)
company = get_company()

admin = User(config.user)
admin.companies.append(Company(company.id))
admin.company = Company(company.id)
admin.save()
config._context = User.get_preferences(True, config.context)

fiscal_year = set_fiscalyear_invoice_sequences(create_fiscalyear(company))
fiscal_year.click('create_period')
create_chart(company)
accounts = get_accounts(company)
thirty_days = create_payment_term()
thirty_days.name = '30 days net'
thirty_days.save()


def supplier(name, code, street, postal_code, city):
    party = Party(name=name, code=code)
    party.supplier_payment_term = thirty_days
    address, = party.addresses
    address.street = street
    address.postal_code = postal_code
    address.city = city
    party.save()
    return party


goods = Category(name='Spare parts', accounting=True)
goods.account_expense = accounts['expense']
goods.account_revenue = accounts['revenue']
goods.save()


def product(code, name, unit, cost):
    unit, = Unit.find([('name', '=', unit)])
    template = Template(name=name, code=code, default_uom=unit)
    template.type = 'goods'
    template.purchasable = True
    template.list_price = cost
    template.account_category = goods
    variant, = template.products
    variant.cost_price = cost
    template.save()
    variant, = template.products
    return variant


def order(party, reference, day, lines):
    purchase = Purchase()
    purchase.party = party
    purchase.reference = reference
    purchase.purchase_date = day
    purchase.payment_term = thirty_days
    for item, quantity, price in lines:
        line = purchase.lines.new()
        line.product = item
        line.quantity = quantity
        line.unit_price = price
    purchase.save()
    return purchase


bearings = supplier('Kugel & Lager GmbH', 'SUP-1001', 'Hafenstr. 12', '20457', 'Hamburg')
sealing = supplier('Västra Tätningar AB', 'SUP-1002', 'Industrigatan 4', '411 04', 'Göteborg')
bearing = product('BRG-6204', 'Ball bearing 6204-2RS', 'Unit', Decimal('21.00'))
grease = product('GRS-EP2', 'Grease EP2', 'Kilogram', Decimal('7.75'))
gasket = product('GSK-DN80', 'Flange gasket DN80', 'Unit', Decimal('3.40'))

ordered = [
    order(bearings, 'WO-4711', date(2026, 3, 2),
        [(bearing, 40, Decimal('21.00')), (grease, 12.5, Decimal('7.75'))]),
    order(sealing, 'WO-4720', date(2026, 3, 9), [(gasket, 100, Decimal('3.40'))]),
]
order(bearings, 'WO-4733', None, [(bearing, 8, Decimal('21.50'))])
for purchase in ordered:
    purchase.click('quote')
    purchase.click('confirm')


def person(login, name, password, groups):
    user = User(name=name, login=login, password=password)
    for group in groups:
        user.groups.append(Group.find([('name', '=', group)])[0])
    user.companies.append(Company(company.id))
    user.company = Company(company.id)
    user.save()


person('buyer', 'Anna Einkauf', buyer_password, ['Purchase'])
person('clerk', 'Carl Empfang', clerk_password, [])
